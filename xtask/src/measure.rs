//! Processor time, elapsed time and peak memory of a process.

use std::error::Error;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use nix::sys::resource::{UsageWho, getrusage};

/// What one process used.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Usage {
    /// Processor time, user and system.
    pub(crate) time: Duration,
    /// The user's share of it.
    pub(crate) user: Duration,
    /// Elapsed time.
    pub(crate) elapsed: Duration,
    /// Largest resident set.
    pub(crate) peak_kib: i64,
}

/// What a command uses, for people.
#[allow(clippy::cast_precision_loss, reason = "for people to read")]
pub(crate) fn print(command: &[String]) -> Result<(), Box<dyn Error>> {
    let usage = least(command, 5)?;
    println!(
        "{:.1} ms processor time, {:.1} ms elapsed, {:.1} MiB peak",
        usage.time.as_micros() as f64 / 1000.0,
        usage.elapsed.as_micros() as f64 / 1000.0,
        usage.peak_kib as f64 / 1024.0
    );
    Ok(())
}

/// Runs a command and prints what it used. It must be the only child of this process: the system adds up
/// the time of all children and keeps the largest peak.
pub(crate) fn once(command: &[String]) -> Result<(), Box<dyn Error>> {
    let (program, arguments) = command.split_first().ok_or("no command")?;
    let start = Instant::now();
    let status = Command::new(program)
        .args(arguments)
        .stdout(Stdio::null())
        .status()?;
    let elapsed = start.elapsed();
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN)?;
    let seconds = |time: nix::sys::time::TimeVal| {
        Duration::from_secs(time.tv_sec().unsigned_abs())
            + Duration::from_micros(time.tv_usec().unsigned_abs())
    };
    let user = seconds(usage.user_time());
    let time = user + seconds(usage.system_time());
    if !status.success() {
        return Err(format!("{program} ended with {status}").into());
    }
    println!(
        "{} {} {} {}",
        time.as_micros(),
        user.as_micros(),
        elapsed.as_micros(),
        usage.max_rss()
    );
    Ok(())
}

/// Runs a command in a measuring process of its own; the least of several runs, which is the one that was
/// disturbed least.
pub(crate) fn least(command: &[String], runs: u32) -> Result<Usage, Box<dyn Error>> {
    let mut best: Option<Usage> = None;
    for _ in 0..runs {
        let usage = apart(command)?;
        best = Some(best.map_or(usage, |best| Usage {
            time: best.time.min(usage.time),
            user: best.user.min(usage.user),
            elapsed: best.elapsed.min(usage.elapsed),
            peak_kib: best.peak_kib.min(usage.peak_kib),
        }));
    }
    best.ok_or_else(|| "no run".into())
}

/// Runs commands in turn, so that whatever disturbs one disturbs the others as well; of each the median of its runs.
pub(crate) fn medians(commands: &[Vec<String>], runs: u32) -> Result<Vec<Usage>, Box<dyn Error>> {
    let mut all: Vec<Vec<Usage>> = vec![Vec::new(); commands.len()];
    for _ in 0..runs {
        for (command, usages) in commands.iter().zip(&mut all) {
            usages.push(apart(command)?);
        }
    }
    let median = |usages: &Vec<Usage>| {
        Some(Usage {
            time: middle(usages, |usage| usage.time)?,
            user: middle(usages, |usage| usage.user)?,
            elapsed: middle(usages, |usage| usage.elapsed)?,
            peak_kib: middle(usages, |usage| usage.peak_kib)?,
        })
    };
    let medians: Option<Vec<Usage>> = all.iter().map(median).collect();
    medians.ok_or_else(|| "no run".into())
}

fn middle<T: Ord + Copy>(usages: &[Usage], of: impl Fn(&Usage) -> T) -> Option<T> {
    let mut values: Vec<T> = usages.iter().map(of).collect();
    values.sort_unstable();
    values.get(values.len() / 2).copied()
}

/// Runs a command in a measuring process of its own.
fn apart(command: &[String]) -> Result<Usage, Box<dyn Error>> {
    let output = Command::new(std::env::current_exe()?)
        .arg("measure-once")
        .arg("--")
        .args(command)
        .output()?;
    let text = String::from_utf8_lossy(&output.stdout);
    if !output.status.success() {
        let errors = String::from_utf8_lossy(&output.stderr);
        return Err(format!("{}\n{text}{errors}", command.join(" ")).into());
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let [time, user, elapsed, peak] = words.as_slice() else {
        return Err("no measurement".into());
    };
    Ok(Usage {
        time: Duration::from_micros(time.parse()?),
        user: Duration::from_micros(user.parse()?),
        elapsed: Duration::from_micros(elapsed.parse()?),
        peak_kib: peak.parse()?,
    })
}

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
    let time = seconds(usage.user_time()) + seconds(usage.system_time());
    if !status.success() {
        return Err(format!("{program} ended with {status}").into());
    }
    println!(
        "{} {} {}",
        time.as_micros(),
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
        let [micros, elapsed, peak] = words.as_slice() else {
            return Err("no measurement".into());
        };
        let usage = Usage {
            time: Duration::from_micros(micros.parse()?),
            elapsed: Duration::from_micros(elapsed.parse()?),
            peak_kib: peak.parse()?,
        };
        best = Some(best.map_or(usage, |best| Usage {
            time: best.time.min(usage.time),
            elapsed: best.elapsed.min(usage.elapsed),
            peak_kib: best.peak_kib.min(usage.peak_kib),
        }));
    }
    best.ok_or_else(|| "no run".into())
}

//! A child at work, seen from outside.

use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;

use super::failed;
use super::told::Told;
use crate::testing::Failure;
use crate::testing::kill::KillTest;
use crate::testing::kill::child::{MARK, ORDERS, Orders};

pub(super) struct Process {
    number: u32,
    child: Child,
    lines: Receiver<String>,
    reader: Option<JoinHandle<()>>,
    told: Vec<String>,
}

impl Process {
    pub(super) fn start(
        test: &KillTest,
        file: &Path,
        number: u32,
        from: u64,
        until: Option<u64>,
    ) -> Result<Self, Failure> {
        let orders = Orders {
            file: file.to_owned(),
            process: number,
            from,
            until,
        };
        let mut child = Command::new(std::env::current_exe().map_err(failed)?)
            .args(["--exact", test.name, "--nocapture", "--test-threads=1"])
            .env(ORDERS, orders.write())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(failed)?;
        let (sender, lines) = channel();
        let out = child.stdout.take();
        let reader = std::thread::spawn(move || {
            if let Some(out) = out {
                hear(out, &sender);
            }
        });
        Ok(Self {
            number,
            child,
            lines,
            reader: Some(reader),
            told: Vec::new(),
        })
    }

    pub(super) const fn number(&self) -> u32 {
        self.number
    }

    /// Waits until the child works.
    pub(super) fn ready(&mut self) -> Result<(), Failure> {
        match self.lines.recv() {
            Ok(line) if line == "ready" => Ok(()),
            Ok(line) => Err(self.broken(&line)),
            Err(_) => Err(self.broken("it ended")),
        }
    }

    pub(super) fn kill(&mut self, told: &mut Told) -> Result<(), Failure> {
        self.child.kill().map_err(failed)?;
        self.child.wait().map_err(failed)?;
        self.listen();
        let broken = |line: &&String| line.starts_with("error ") || *line == "end";
        if let Some(line) = self.told.iter().find(broken).cloned() {
            return Err(self.broken(&line));
        }
        told.learn(self.number, &self.told)
    }

    /// Lets the child end by itself.
    pub(super) fn complete(mut self, told: &mut Told) -> Result<(), Failure> {
        let status = self.child.wait().map_err(failed)?;
        self.listen();
        if !status.success() || self.told.last().map(String::as_str) != Some("end") {
            let last = self.told.last().cloned().unwrap_or_default();
            return Err(self.broken(&last));
        }
        told.learn(self.number, &self.told)
    }

    /// Hears out what an ended child has told.
    fn listen(&mut self) {
        if let Some(reader) = self.reader.take() {
            // A reader that panicked has told what it could.
            let _ = reader.join();
        }
        self.told.extend(self.lines.try_iter());
    }

    fn broken(&mut self, line: &str) -> Failure {
        let mut words = String::new();
        if self.child.kill().is_ok()
            && self.child.wait().is_ok()
            && let Some(mut errors) = self.child.stderr.take()
        {
            // What cannot be read cannot be shown.
            let _ = errors.read_to_string(&mut words);
        }
        failed(format!(
            "process {} did not work: {line}\n{words}",
            self.number
        ))
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // One that has ended already cannot be killed, and need not be.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Passes on what the child tells. A line without its end was cut off by the kill and does not count.
fn hear(out: ChildStdout, sender: &Sender<String>) {
    let mut out = BufReader::new(out);
    let mut line = String::new();
    while out.read_line(&mut line).is_ok_and(|read| read > 0) && line.ends_with('\n') {
        if let Some(told) = line.trim_end().strip_prefix(MARK) {
            // Nobody listens only where the test has failed already.
            let _ = sender.send(told.to_owned());
        }
        line.clear();
    }
}

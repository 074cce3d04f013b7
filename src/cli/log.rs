//! The log: to stderr for who asks for it, and to `state/logs/` for who looks later, a file a day in two forms, for
//! people and for programs. In English and without persons: orders by their id, files by their hash, problems by their
//! code.
//!
//! A day of the files is one of UTC; the lines for people bear Poland's time with its offset.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use tracing::level_filters::LevelFilter;
use tracing_appender::rolling::{InitError, RollingFileAppender, Rotation};
use tracing_subscriber::filter::EnvFilter;
use tracing_subscriber::fmt::format::Writer;
use tracing_subscriber::fmt::time::FormatTime;
use tracing_subscriber::layer::{Layer as _, SubscriberExt as _};
use tracing_subscriber::util::SubscriberInitExt as _;
use tracing_subscriber::{Registry, reload};

use super::args::Job;
use crate::clock::{Clock as _, SystemClock};
use crate::core::message::text::Log001;
use crate::core::poland;
use crate::core::problem::Problem;
use crate::core::settings::{Log, LogLevel};
use crate::workplace::logs;

/// Beginning of the files' names.
const PREFIX: &str = "allegro-optima";
/// Ending of those for people.
const HUMAN: &str = "log";
/// Ending of those for programs.
const LINES: &str = "jsonl";

/// The files that a command writes: none where there are no settings, where they say so, and for what changes nothing.
#[must_use]
pub fn wanted(dir: &Path, job: &Job) -> Option<(PathBuf, Log)> {
    let works = matches!(
        job,
        Job::Login { .. }
            | Job::Accounts { renew: true }
            | Job::Export { dry_run: false, .. }
            | Job::Import { dry_run: false, .. }
            | Job::Adopt { .. }
            | Job::Retry { .. }
            | Job::Sync
            | Job::Run { .. }
            | Job::Watch
            | Job::Replay { .. }
            | Job::Clean { dry_run: false }
            | Job::Forget { dry_run: false, .. }
    );
    let log = works.then(|| logs::wanted(dir))??;
    Some((logs::folder(dir), log))
}

/// How much is noted in the files, which may change while they are written.
#[derive(Clone, Default)]
pub struct Level(Vec<reload::Handle<EnvFilter, Registry>>);

impl std::fmt::Debug for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Level").field(&self.0.len()).finish()
    }
}

impl Level {
    /// From now on so much.
    pub fn set(&self, level: LogLevel) {
        let wanted = ours(level.as_str());
        for handle in &self.0 {
            // Asked for at each change of anything: what is so already is left alone.
            if handle.with_current(|now| now.to_string() != wanted.to_string()).unwrap_or(false) {
                let _ = handle.reload(wanted.clone());
            }
        }
    }
}

/// Starts the log. Gives why no files are written where they are wanted; the work goes on without them.
pub fn start(verbose: u8, files: Option<(PathBuf, Log)>) -> (Level, Option<Problem>) {
    let level = match verbose {
        // What went wrong is said in the operator's own language.
        0 => "off",
        1 => "info",
        2 => "debug",
        _ => "trace",
    };
    let stderr = tracing_subscriber::fmt::layer().with_writer(io::stderr).with_ansi(false).with_filter(ours(level));
    let (mut layers, mut handles, mut problem) = (Vec::new(), Vec::new(), None);
    if let Some((folder, log)) = files {
        match appenders(&folder, log) {
            Ok((human, lines)) => {
                let mut filter = || {
                    let (filter, handle) = reload::Layer::new(ours(log.level.as_str()));
                    handles.push(handle);
                    filter
                };
                let human = tracing_subscriber::fmt::layer().with_writer(human).with_ansi(false);
                layers.push(human.with_target(false).with_timer(PolishTime).with_filter(filter()).boxed());
                let lines = tracing_subscriber::fmt::layer().json().flatten_event(true).with_writer(lines);
                layers.push(lines.with_target(false).with_filter(filter()).boxed());
            }
            Err(error) => {
                let why = crate::system::reason(&error);
                let folder = folder.as_path().into();
                problem = Some(Problem::warning(Log001 { folder, why }));
            }
        }
    }
    // The files first: their levels can be changed as those of what stands right above the registry.
    let _ = tracing_subscriber::registry().with(layers).with(stderr).try_init();
    (Level(handles), problem)
}

/// Only ours: the HTTP stack's own debug log would show headers, and tokens are in headers.
fn ours(level: &str) -> EnvFilter {
    EnvFilter::new(format!("{},allegro_optima={level}", LevelFilter::OFF))
}

fn appenders(folder: &Path, log: Log) -> io::Result<(RollingFileAppender, RollingFileAppender)> {
    // The appender would look for old files before it makes the folder, and complain.
    logs::make(folder)?;
    let days = usize::try_from(log.keep_days).unwrap_or(usize::MAX);
    let one = |suffix| {
        let builder = RollingFileAppender::builder().rotation(Rotation::DAILY).filename_prefix(PREFIX);
        builder.filename_suffix(suffix).max_log_files(days).build(folder).map_err(|error| cause(&error))
    };
    Ok((one(HUMAN)?, one(LINES)?))
}

/// The system's answer inside the appender's error.
fn cause(error: &InitError) -> io::Error {
    let source = std::error::Error::source(error);
    source.and_then(|source| source.downcast_ref::<io::Error>()).map_or_else(
        || io::Error::other(error.to_string()),
        |source| source.raw_os_error().map_or_else(|| source.kind().into(), io::Error::from_raw_os_error),
    )
}

/// `2026-11-26T18:30:00+01:00`.
struct PolishTime;

impl FormatTime for PolishTime {
    fn format_time(&self, writer: &mut Writer<'_>) -> fmt::Result {
        let now = SystemClock.now();
        // With its offset, for an hour of October comes twice.
        let minutes = poland::zone().to_offset(now).seconds() / 60;
        let time = poland::local(now).strftime("%Y-%m-%dT%H:%M:%S");
        write!(writer, "{time}+{:02}:{:02}", minutes / 60, minutes % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::file;
    use crate::spool::{RealDisk, replace};

    #[test]
    fn a_folder_that_cannot_be_written_is_said_and_the_work_goes_on() {
        let dir = tempfile::tempdir().unwrap();
        let in_the_way = dir.path().join("logs");
        replace(&RealDisk, &in_the_way, b"a file").unwrap();
        let error = appenders(&in_the_way, Log::default()).unwrap_err();
        assert_ne!(error.kind(), io::ErrorKind::Other, "the system's own reason is told: {error}");
    }

    #[test]
    fn the_level_of_a_log_that_is_written_can_be_changed() {
        #[derive(Clone, Default)]
        struct Written(std::sync::Arc<std::sync::Mutex<Vec<u8>>>);
        impl io::Write for Written {
            fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
                self.0.lock().unwrap().write(bytes)
            }
            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        let written = Written::default();
        let writer = written.clone();
        let (filter, handle) = reload::Layer::new(ours("warn"));
        let layer = tracing_subscriber::fmt::layer().with_writer(move || writer.clone()).with_ansi(false);
        let subscriber = tracing_subscriber::registry().with(layer.with_filter(filter));
        let level = Level(vec![handle]);
        tracing::subscriber::with_default(subscriber, || {
            tracing::warn!("first");
            tracing::info!("second");
            level.set(LogLevel::Info);
            tracing::info!("third");
            level.set(LogLevel::Error);
            tracing::warn!("fourth");
        });
        let text = String::from_utf8(written.0.lock().unwrap().clone()).unwrap();
        let said = ["first", "second", "third", "fourth"].map(|word| text.contains(word));
        assert_eq!(said, [true, false, true, false], "{text}");
    }

    #[test]
    fn what_changes_nothing_writes_no_log() {
        let dir = tempfile::tempdir().unwrap();
        let settings = |text: &str| {
            replace(&RealDisk, &dir.path().join(file::FILE_NAME), text.as_bytes()).unwrap();
        };
        assert_eq!(wanted(dir.path(), &Job::Sync), None, "there are no settings");
        settings("");
        assert_eq!(wanted(dir.path(), &Job::Status), None);
        assert_eq!(wanted(dir.path(), &Job::Import { files: Vec::new(), dry_run: true, other_sum: false }), None);
        let log = Log { level: LogLevel::Info, keep_days: 30 };
        assert_eq!(wanted(dir.path(), &Job::Sync), Some((logs::folder(dir.path()), log)));
        settings("[log]\nkeep_days = 0");
        assert_eq!(wanted(dir.path(), &Job::Sync), None);
    }
}

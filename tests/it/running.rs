//! `run`, `watch`, `sync` and `replay` by the real program.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use allegro_optima::allegro::simulator::{CLIENT_SECRET, Simulator, World};
use allegro_optima::allegro::tokens::TokenStore as _;
use serde_json::Value;

use crate::support::{NO_BUS, Shop, error_code, order};
use crate::whole::or_part;

/// What comes at all comes within this time, on a busy machine too.
const PATIENCE: Duration = Duration::from_secs(60);

/// A program at work, with what it says line by line.
pub struct Running {
    child: Child,
    lines: mpsc::Receiver<String>,
}

impl Running {
    pub fn start(shop: &Shop, args: &[&str]) -> Self {
        Self::begin(Self::program(shop).env("ALLEGRO_CLIENT_SECRET", CLIENT_SECRET).args(args))
    }

    /// As a double click starts it where there is no screen: nothing is asked for, and nothing is known.
    pub fn clicked(shop: &Shop) -> Self {
        Self::begin(Self::program(shop).env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY"))
    }

    /// With so few descriptors.
    #[cfg(unix)]
    pub fn short_of_descriptors(shop: &Shop, limit: u32, args: &[&str]) -> Self {
        let mut program = Command::new("sh");
        program.args(["-c", &format!("ulimit -n {limit}; exec \"$0\" \"$@\"")]);
        program.arg(assert_cmd::cargo::cargo_bin!("allegro-optima")).args(args);
        Self::begin(Self::at_home(shop, &mut program))
    }

    /// With an umask that lets everybody do everything.
    #[cfg(unix)]
    pub fn open_to_all(shop: &Shop, args: &[&str]) -> Self {
        Self::begin(open_to_all(shop).args(args))
    }

    fn program(shop: &Shop) -> Command {
        let mut program = Command::new(assert_cmd::cargo::cargo_bin!("allegro-optima"));
        Self::at_home(shop, &mut program);
        program
    }

    fn at_home<'p>(shop: &Shop, program: &'p mut Command) -> &'p mut Command {
        program.current_dir(shop.path("")).env(NO_BUS.0, NO_BUS.1)
    }

    fn begin(program: &mut Command) -> Self {
        let mut child = program.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let (tell, lines) = mpsc::channel();
        let said = BufReader::new(child.stdout.take().unwrap());
        std::thread::spawn(move || said.lines().map_while(Result::ok).try_for_each(|line| tell.send(line)));
        Self { child, lines }
    }

    /// The first line from now on that holds this.
    #[track_caller]
    pub fn until(&self, part: &str) -> String {
        let mut said = Vec::new();
        loop {
            match self.lines.recv_timeout(PATIENCE) {
                Ok(line) if line.contains(part) => return line,
                Ok(line) => said.push(line),
                Err(error) => panic!("{part:?} was not said: {error}: {said:#?}"),
            }
        }
    }

    /// Asks it politely to end, and gives its exit code.
    #[cfg(unix)]
    pub fn stop(mut self) -> Option<i32> {
        let pid = self.child.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &pid]).status().unwrap().success());
        self.until("Zatrzymano");
        self.child.wait().unwrap().code()
    }
}

/// The program, with an umask that lets everybody do everything.
#[cfg(unix)]
pub fn open_to_all(shop: &Shop) -> Command {
    let mut shell = Command::new("sh");
    shell.args(["-c", "umask 000; exec \"$0\" \"$@\""]).arg(assert_cmd::cargo::cargo_bin!("allegro-optima"));
    shell.current_dir(shop.path("")).env(NO_BUS.0, NO_BUS.1).env("ALLEGRO_CLIENT_SECRET", CLIENT_SECRET);
    shell
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The XML of a shipped order, made by `convert`.
pub fn document(shop: &Shop, part: &str) -> Vec<u8> {
    shop.write("order.json", order(part));
    shop.run(&["convert", "order.json", "--out", "made"], 0);
    let name = shop.files("made").pop().unwrap();
    std::fs::read(shop.path("made").join(name)).unwrap()
}

/// A disk that does not answer any more: the log of programs is a pipe that takes no more, so that whoever notes something in
/// it waits for ever. That of people is one that can be read.
#[cfg(unix)]
#[test]
fn i14_work_that_does_not_come_back_is_left_behind_and_its_file_taken_up_by_the_next_start() {
    use std::fs::{File, OpenOptions, remove_file};
    use std::io::{Read as _, Write as _};
    use std::os::unix::fs::OpenOptionsExt as _;

    let shop = Shop::new();
    let (first, second) = (document(&shop, "01-"), document(&shop, "02-"));
    shop.write("inbox/a.xml", first);
    let logs = shop.path("state/logs");
    std::fs::create_dir_all(&logs).unwrap();
    let today = jiff::Timestamp::now().strftime("%Y-%m-%d").to_string();
    let [people, programs] = ["log", "jsonl"].map(|ending| logs.join(format!("allegro-optima.{today}.{ending}")));
    for pipe in [&people, &programs] {
        assert!(Command::new("mkfifo").arg(pipe).status().unwrap().success());
    }
    // Both ends, so that the program waits for nobody who reads.
    let open = |pipe| OpenOptions::new().read(true).write(true).open(pipe).unwrap();
    let lines = |pipe: File| {
        let (tell, lines) = mpsc::channel();
        let said = BufReader::new(pipe);
        std::thread::spawn(move || said.lines().map_while(Result::ok).try_for_each(|line| tell.send(line)));
        move |part: &str| while !lines.recv_timeout(PATIENCE).unwrap().contains(part) {}
    };
    let (noted, told) = (open(&people), open(&programs));
    let watch = Running::start(&shop, &["watch"]);
    let noted = lines(noted);
    noted("imported=1");
    // It is written here after that: from now on nothing more will be.
    let mut byte = [0];
    let mut said = Vec::new();
    while !String::from_utf8_lossy(&said).contains("\"imported\":1") {
        assert_eq!((&told).read(&mut byte).unwrap(), 1);
        said.extend(byte);
    }
    let nonblocking = rustix::fs::OFlags::NONBLOCK.bits().cast_signed();
    let mut full = OpenOptions::new().write(true).custom_flags(nonblocking).open(&programs).unwrap();
    for size in [4096, 1] {
        while full.write(&vec![b'.'; size]).is_ok() {}
    }
    shop.write("inbox/b.xml", second);
    // Whatever it is, it cannot be noted for programs.
    noted("");
    assert_eq!(watch.stop(), Some(3));
    for pipe in [people, programs] {
        remove_file(pipe).unwrap();
    }
    assert_eq!(shop.json(&["import"], 0)["imported"].as_array().unwrap().len(), 1);
    assert_eq!(shop.json(&["documents"], 0).as_array().unwrap().len(), 2);
}

#[cfg(unix)]
#[test]
fn a_dropped_file_becomes_a_document_and_a_stop_is_obeyed() {
    let shop = Shop::new();
    let bytes = document(&shop, "01-");
    let watch = Running::start(&shop, &["watch"]);
    watch.until("Pilnowanie");
    shop.write("inbox/od-kolegi.xml", &bytes);
    let said = watch.until("od-kolegi.xml");
    assert!(said.contains("RO"), "{said}");
    let second = shop.json(&["watch"], 2);
    assert_eq!(error_code(&second), "RUN-001");
    let message = second["error"]["message"].as_str().unwrap();
    assert!(message.contains(&watch.child.id().to_string()), "{message}");
    // The folder goes and comes again. After an outage the next look is half a minute away, which unit tests let pass
    // by their own clock; who does not wait for it begins anew.
    std::fs::rename(shop.path("inbox"), shop.path("away")).unwrap();
    watch.until("SPL-");
    std::fs::rename(shop.path("away"), shop.path("inbox")).unwrap();
    shop.write("inbox/drugi.xml", document(&shop, "02-"));
    let watch = if or_part(true, false) {
        watch
    } else {
        assert_eq!(watch.stop(), Some(0));
        Running::start(&shop, &["watch"])
    };
    watch.until("drugi.xml");
    assert_eq!(watch.stop(), Some(0));
    assert_eq!(shop.json(&["documents"], 0).as_array().unwrap().len(), 2);
    let status: Value = serde_json::from_slice(&std::fs::read(shop.path("state/status.json")).unwrap()).unwrap();
    assert_eq!(status["companies"]["firma"]["imported"], or_part(2, 1), "since it was started");
    // Nobody holds the folder any more.
    let again = Running::start(&shop, &["watch"]);
    again.until("Pilnowanie");
    assert_eq!(again.stop(), Some(0));
}

#[cfg(unix)]
#[test]
fn run_brings_orders_from_allegro_into_optima_by_itself_and_shows_the_panel() {
    let orders: Vec<Value> = ["01-", "02-", "05-"].map(|part| serde_json::from_slice(&order(part)).unwrap()).into();
    let simulator = Simulator::start(World::from_orders(orders)).unwrap();
    let shop = Shop::new();
    shop.connect(&simulator);
    shop.tokens("sklep").store(&simulator.log_in()).unwrap();
    // The first run of an account begins now; these orders are older, and a person asks for them.
    let settings = std::fs::read_to_string(shop.path("allegro-optima.toml")).unwrap();
    shop.write("allegro-optima.toml", settings.replace("sent_before = \"stop\"", "sent_before = \"import\""));
    let mut export = assert_cmd::Command::cargo_bin("allegro-optima").unwrap();
    export.current_dir(shop.path("")).env("ALLEGRO_CLIENT_SECRET", CLIENT_SECRET);
    export.args(["export", "--since", "2026-01-01"]).assert().success();
    let run = Running::start(&shop, &["run", "--listen", "127.0.0.1:0"]);
    let panel = run.until("Panel w przeglądarce");
    assert!(panel.contains("http://127.0.0.1:"), "{panel}");
    for _ in 0..3 {
        run.until("→");
    }
    assert_eq!(run.stop(), Some(0));
    assert_eq!(shop.json(&["documents"], 0).as_array().unwrap().len(), 3);
}

#[test]
fn sync_goes_the_whole_way_and_replay_finds_the_document_there() {
    let body: Value = serde_json::from_slice(&order("01-")).unwrap();
    let simulator = Simulator::start(World::from_orders(vec![body])).unwrap();
    let shop = Shop::new();
    shop.connect(&simulator);
    shop.tokens("sklep").store(&simulator.log_in()).unwrap();
    let run = |args: &[&str]| -> Value {
        let mut program = assert_cmd::Command::cargo_bin("allegro-optima").unwrap();
        program.current_dir(shop.path("")).env("ALLEGRO_CLIENT_SECRET", CLIENT_SECRET);
        serde_json::from_slice(&program.args(args).assert().success().get_output().stdout).unwrap()
    };
    run(&["export", "--since", "2026-01-01", "--json"]);
    let done = run(&["sync", "--json"]);
    assert_eq!(done["export"]["exported"].as_array().unwrap().len(), 0, "{done}");
    assert_eq!(done["import"]["imported"].as_array().unwrap().len(), 1, "{done}");
    let name = shop.files("inbox/archive").pop().unwrap();
    let again = run(&["replay", &name, "--json"]);
    assert_eq!(again["duplicates"].as_array().unwrap().len(), 1, "{again}");
    assert_eq!(error_code(&shop.json(&["replay", "niema.xml"], 2)), "CLI-041");
    assert_eq!(shop.json(&["documents"], 0).as_array().unwrap().len(), 1);
}

#[cfg(unix)]
#[test]
fn a_service_at_work_takes_up_another_language_and_another_level_of_its_log() {
    let shop = Shop::new();
    shop.write("inbox/a.xml", document(&shop, "01-"));
    let watch = Running::start(&shop, &["watch"]);
    watch.until("a.xml");
    let settings = std::fs::read_to_string(shop.path("allegro-optima.toml")).unwrap();
    let changed =
        settings.replace("language = \"pl\"", "language = \"en\"").replace("level = \"info\"", "level = \"error\"");
    assert_ne!(changed, settings);
    shop.write("allegro-optima.toml", changed);
    shop.write("inbox/b.xml", document(&shop, "02-"));
    watch.until("b.xml");
    let status = std::fs::read_to_string(shop.path("state/status.json")).unwrap_or_default();
    let pid = watch.child.id().to_string();
    assert!(Command::new("kill").args(["-TERM", &pid]).status().unwrap().success());
    watch.until("Stopped");
    let log = std::fs::read_dir(shop.path("state/logs")).unwrap().map(|entry| entry.unwrap().path());
    let text: String = log
        .filter(|path| path.extension().is_some_and(|it| it == "log"))
        .map(|path| std::fs::read_to_string(path).unwrap())
        .collect();
    // The first file was noted, the second one no more.
    assert_eq!(text.matches("outcome=\"imported\"").count(), 1, "{status} {text}");
}

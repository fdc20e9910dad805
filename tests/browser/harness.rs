//! The stage of a journey: the real program on a free port, and browsers for the people in it.

use std::cell::RefCell;
use std::io::{BufRead, BufReader, Read};
use std::net::TcpListener;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::rc::Rc;
use std::sync::{Arc, Mutex, OnceLock};
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::driver::{Driver, Programs, Screen};
use crate::page::Page;
use crate::wire::ask;

/// What the catalogue holds when the journey begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Start {
    /// Nothing: a first start.
    Empty,
    /// The published cases, and one account per role.
    Demo,
}

/// Walks a journey. Fails with everything the browsers and the server said, or when a console
/// holds an error; does nothing but say why when there is no browser.
pub(crate) fn journey(start: Start, walk: impl AsyncFnOnce(&Journey)) {
    attempt(start, walk, true);
}

/// Walks a journey that is meant to fail, and so says nothing but why it failed.
pub(crate) fn failing_journey(start: Start, walk: impl AsyncFnOnce(&Journey)) {
    attempt(start, walk, false);
}

#[expect(clippy::disallowed_methods, reason = "CI is no setting of the program")]
fn attempt(start: Start, walk: impl AsyncFnOnce(&Journey), aloud: bool) {
    let programs = match Programs::find() {
        Ok(programs) => programs,
        Err(missing) => {
            assert!(std::env::var("CI").is_err(), "{missing}");
            eprintln!("skipped: {missing}");
            return;
        }
    };
    let journey = Journey {
        driver: Rc::new(Driver::start(&programs)),
        site: Site::start(start),
        folder: temporary_folder(),
        pages: RefCell::default(),
    };
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap_or_else(|e| panic!("no runtime: {e}"));
    let walked = catch_unwind(AssertUnwindSafe(|| {
        runtime.block_on(async {
            walk(&journey).await;
            for page in journey.pages.borrow().iter() {
                page.is_quiet();
            }
        });
    }));
    if let Err(reason) = walked {
        if aloud {
            runtime.block_on(journey.tell_the_end());
        }
        resume_unwind(reason);
    }
}

/// One walk through the site by one or more people.
pub(crate) struct Journey {
    /// The running program.
    pub(crate) site: Site,
    driver: Rc<Driver>,
    folder: TempDir,
    pages: RefCell<Vec<Page>>,
}

impl Journey {
    /// A person with a phone.
    pub(crate) async fn phone(&self) -> Page {
        self.browser(Screen::Phone, true).await
    }

    /// A person at a desk.
    pub(crate) async fn desk(&self) -> Page {
        self.browser(Screen::Desk, true).await
    }

    /// A person with the narrowest window there is.
    pub(crate) async fn narrow(&self) -> Page {
        self.browser(Screen::Narrow, true).await
    }

    /// A person whose browser runs no scripts.
    pub(crate) async fn without_script(&self, screen: Screen) -> Page {
        self.browser(screen, false).await
    }

    async fn browser(&self, screen: Screen, scripts: bool) -> Page {
        let profile = self
            .folder
            .path()
            .join(format!("profile-{}", self.pages.borrow().len()));
        let client = self.driver.open(screen, scripts, &profile).await;
        let page = Page::new(client, Rc::clone(&self.driver), &self.site.url, screen, scripts).await;
        self.pages.borrow_mut().push(page.clone());
        page
    }

    /// A file with this content to upload; it is gone when the journey ends.
    pub(crate) fn file(&self, name: &str, content: &[u8]) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, content).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        path
    }

    /// After a failure: where everybody was, and what they saw.
    async fn tell_the_end(&self) {
        let pages = self.pages.borrow().clone();
        for (number, page) in pages.iter().enumerate() {
            eprintln!("-- browser {number} was at {}", page.address().await);
            for (level, message) in page.console() {
                eprintln!("   {level} {message}");
            }
            page.last_shot(number).await;
        }
        eprintln!("-- the server said\n{}", self.site.said());
    }
}

/// The program, running for one journey. Dropping it ends it and removes its data.
pub(crate) struct Site {
    /// Where it listens, without a slash at the end.
    pub(crate) url: String,
    child: Child,
    said: Arc<Mutex<String>>,
    catalogue: PathBuf,
    _data: Option<TempDir>,
}

impl Site {
    fn start(start: Start) -> Site {
        let data = temporary_folder();
        let catalogue = data.path().join("data");
        if start == Start::Demo {
            copy(seeded(), &catalogue);
        }
        let mut site = Site::serve(start, &catalogue);
        site._data = Some(data);
        site
    }

    /// Runs the program over a data folder, and waits until it answers.
    fn serve(start: Start, catalogue: &Path) -> Site {
        let port = free_port();
        let mut command = Command::new(env!("CARGO_BIN_EXE_sherd"));
        command
            .arg(match start {
                Start::Empty => "serve",
                Start::Demo => "demo",
            })
            .arg("--data")
            .arg(catalogue)
            .arg("--listen")
            .arg(format!("127.0.0.1:{port}"))
            .current_dir(catalogue.parent().unwrap_or(catalogue))
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        without_settings(&mut command);
        let mut child = command.spawn().unwrap_or_else(|e| panic!("sherd does not start: {e}"));
        let said = Arc::new(Mutex::new(String::new()));
        keep(child.stdout.take(), &said);
        keep(child.stderr.take(), &said);
        let mut site = Site {
            url: format!("http://127.0.0.1:{port}"),
            child,
            said,
            catalogue: catalogue.to_owned(),
            _data: None,
        };
        site.wait_until_ready(port);
        site
    }

    fn wait_until_ready(&mut self, port: u16) {
        let begun = Instant::now();
        loop {
            if matches!(ask(port, "GET", "/readyz", None), Ok((200, _))) {
                return;
            }
            let ended = self.child.try_wait().ok().flatten();
            if ended.is_some() || begun.elapsed() > Duration::from_secs(120) {
                panic!("sherd is not ready ({ended:?}):\n{}", self.said());
            }
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// Imports a canonical table from the command line, while the program serves.
    pub(crate) fn import(&self, kind: &str, file: &Path) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_sherd"));
        command
            .args(["import", kind, "--create-missing"])
            .arg(file)
            .arg("--data")
            .arg(&self.catalogue)
            .current_dir(self.catalogue.parent().unwrap_or(&self.catalogue));
        without_settings(&mut command);
        let output = command
            .output()
            .unwrap_or_else(|e| panic!("sherd import does not start: {e}"));
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "sherd import {kind}: {said}");
    }

    /// Everything the program has printed so far.
    pub(crate) fn said(&self) -> String {
        self.said.lock().unwrap_or_else(|broken| broken.into_inner()).clone()
    }

    /// The address the program printed in the line that holds `word`, such as a role.
    pub(crate) fn link(&self, word: &str) -> String {
        let said = self.said();
        said.lines()
            .filter(|line| line.to_lowercase().contains(word))
            .find_map(|line| line.get(line.find("http://")?..)?.split_whitespace().next())
            .unwrap_or_else(|| panic!("sherd printed no link for \"{word}\":\n{said}"))
            .to_owned()
    }
}

/// The demonstration, filled once for all journeys of this program; each gets a copy of its own.
fn seeded() -> &'static Path {
    static SEEDED: OnceLock<PathBuf> = OnceLock::new();
    SEEDED.get_or_init(|| {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("demonstration");
        // What an older program left there may have another shape.
        let _ = std::fs::remove_dir_all(&folder);
        drop(Site::serve(Start::Demo, &folder));
        folder
    })
}

fn copy(from: &Path, to: &Path) {
    let copied = std::fs::create_dir_all(to).and_then(|()| {
        for entry in std::fs::read_dir(from)? {
            let entry = entry?;
            let target = to.join(entry.file_name());
            if entry.file_type()?.is_dir() {
                copy(&entry.path(), &target);
            } else {
                std::fs::copy(entry.path(), target)?;
            }
        }
        Ok(())
    });
    copied.unwrap_or_else(|e| panic!("cannot copy {}: {e}", from.display()));
}

impl Drop for Site {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Settings of whoever runs the tests are not meant for the program under test.
fn without_settings(command: &mut Command) {
    #[expect(clippy::disallowed_methods, reason = "they are listed to be removed")]
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("SHERD_") {
            command.env_remove(name);
        }
    }
}

/// Collects what a program prints while it runs.
fn keep(pipe: Option<impl Read + Send + 'static>, said: &Arc<Mutex<String>>) {
    let said = Arc::clone(said);
    std::thread::spawn(move || {
        for line in pipe.map(BufReader::new).into_iter().flat_map(BufRead::lines) {
            let Ok(line) = line else { return };
            let mut said = said.lock().unwrap_or_else(|broken| broken.into_inner());
            said.push_str(&line);
            said.push('\n');
        }
    });
}

fn temporary_folder() -> TempDir {
    tempfile::tempdir().unwrap_or_else(|e| panic!("no temporary folder: {e}"))
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0")
        .and_then(|listener| listener.local_addr())
        .unwrap_or_else(|e| panic!("no free port: {e}"))
        .port()
}

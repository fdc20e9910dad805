//! chromedriver and the browsers it starts: found, started, spoken to, and ended for certain.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::sync::mpsc;
use std::time::Duration;

use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Map, Value, json};

use crate::wire::ask;

/// What a browser is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Screen {
    /// A phone held upright: 390 × 844, touch.
    Phone,
    /// A desk: 1280 × 900, mouse.
    Desk,
    /// The narrowest window that must work: 320 × 640, touch.
    Narrow,
}

impl Screen {
    /// Width and height in CSS pixels.
    pub(crate) fn size(self) -> (u32, u32) {
        match self {
            Screen::Phone => (390, 844),
            Screen::Desk => (1280, 900),
            Screen::Narrow => (320, 640),
        }
    }

    /// Whether it is held in the hand.
    fn is_mobile(self) -> bool {
        self != Screen::Desk
    }
}

/// The programs a journey needs.
#[derive(Clone, Debug)]
pub(crate) struct Programs {
    chromedriver: PathBuf,
    chromium: PathBuf,
}

impl Programs {
    /// Looks for both on the `PATH`; the error says what is missing.
    pub(crate) fn find() -> Result<Programs, String> {
        let chromedriver =
            on_path(&["chromedriver"]).ok_or("chromedriver is not installed (Debian: chromium-driver)")?;
        let chromium = on_path(&["chromium", "chromium-browser", "google-chrome"])
            .ok_or("Chromium is not installed (Debian: chromium)")?;
        Ok(Programs { chromedriver, chromium })
    }
}

#[expect(clippy::disallowed_methods, reason = "PATH is no setting of the program")]
fn on_path(names: &[&str]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    names
        .iter()
        .flat_map(|name| folders.iter().map(move |folder| folder.join(name)))
        .find(|file| file.is_file())
}

/// A running chromedriver. Dropping it ends its browsers and itself, also after a panic.
pub(crate) struct Driver {
    child: Child,
    port: u16,
    chromium: PathBuf,
    sessions: Mutex<Vec<String>>,
}

impl Driver {
    /// Starts chromedriver on a port of its own choice.
    pub(crate) fn start(programs: &Programs) -> Driver {
        let mut child = Command::new(&programs.chromedriver)
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|e| panic!("{}: {e}", programs.chromedriver.display()));
        let (tell, told) = mpsc::channel();
        let output = child.stdout.take();
        std::thread::spawn(move || {
            for line in output.map(BufReader::new).into_iter().flat_map(BufRead::lines) {
                let Ok(line) = line else { return };
                if let Some((_, port)) = line.split_once("successfully on port ") {
                    let digits: String = port.chars().take_while(char::is_ascii_digit).collect();
                    // Nobody listens any more after the first port; reading on keeps the pipe empty.
                    let _ = tell.send(digits);
                }
            }
        });
        let port = told
            .recv_timeout(Duration::from_secs(30))
            .ok()
            .and_then(|digits| digits.parse().ok());
        let Some(port) = port else {
            let _ = child.kill();
            let _ = child.wait();
            panic!("chromedriver did not say on which port it listens");
        };
        Driver {
            child,
            port,
            chromium: programs.chromium.clone(),
            sessions: Mutex::new(Vec::new()),
        }
    }

    /// Opens a browser with nothing in it: own profile, own cookies.
    pub(crate) async fn open(&self, screen: Screen, scripts: bool, profile: &Path) -> Client {
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(self.wishes(scripts, profile))
            .connect(&format!("http://127.0.0.1:{}", self.port))
            .await
            .unwrap_or_else(|e| panic!("Chromium does not start: {e}"));
        let session = client.session_id().await.ok().flatten().unwrap_or_default();
        self.sessions
            .lock()
            .unwrap_or_else(|broken| broken.into_inner())
            .push(session.clone());

        self.resize(&session, screen);
        client
    }

    /// Makes a browser's window what people hold in their hands or have on their desk.
    pub(crate) fn resize(&self, session: &str, screen: Screen) {
        let (width, height) = screen.size();
        let mobile = screen.is_mobile();
        self.devtools(
            session,
            "Emulation.setDeviceMetricsOverride",
            json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": mobile}),
        );
        self.devtools(
            session,
            "Emulation.setTouchEmulationEnabled",
            json!({"enabled": mobile, "maxTouchPoints": 5}),
        );
    }

    fn wishes(&self, scripts: bool, profile: &Path) -> Map<String, Value> {
        let mut options = json!({
            "binary": self.chromium,
            "args": [
                "--headless=new",
                // Chromium refuses its sandbox to root, and root is who runs in a container.
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--hide-scrollbars",
                "--force-color-profile=srgb",
                "--lang=en-US",
                format!("--user-data-dir={}", profile.display()),
            ],
        });
        if !scripts && let Some(options) = options.as_object_mut() {
            options.insert(
                "prefs".to_owned(),
                json!({"profile.managed_default_content_settings.javascript": 2}),
            );
        }
        [
            ("browserName", json!("chrome")),
            ("goog:chromeOptions", options),
            ("goog:loggingPrefs", json!({"browser": "ALL"})),
            ("timeouts", json!({"script": 60_000, "pageLoad": 60_000})),
        ]
        .into_iter()
        .map(|(name, wish)| (name.to_owned(), wish))
        .collect()
    }

    /// Gives an order that WebDriver has no word for, in the words of Chromium's developer tools.
    pub(crate) fn devtools(&self, session: &str, order: &str, details: Value) -> Value {
        self.say(
            &format!("/session/{session}/goog/cdp/execute"),
            &json!({"cmd": order, "params": details}),
        )
    }

    /// What the console has said since the last time it was asked: level and message.
    pub(crate) fn console(&self, session: &str) -> Vec<(String, String)> {
        let log = self.say(&format!("/session/{session}/se/log"), &json!({"type": "browser"}));
        let text = |entry: &Value, key| entry.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
        log.as_array()
            .into_iter()
            .flatten()
            .map(|entry| (text(entry, "level"), text(entry, "message")))
            .collect()
    }

    fn say(&self, path: &str, body: &Value) -> Value {
        let (status, answer) = ask(self.port, "POST", path, Some(body))
            .unwrap_or_else(|e| panic!("chromedriver does not answer {path}: {e}"));
        assert_eq!(status, 200, "chromedriver refuses {path} {body}: {answer}");
        let mut answer: Value = serde_json::from_str(&answer).unwrap_or_default();
        answer.get_mut("value").map(Value::take).unwrap_or_default()
    }
}

impl Drop for Driver {
    /// Ending a session is what ends its browser; killing chromedriver alone would orphan it.
    fn drop(&mut self) {
        let sessions = self.sessions.get_mut().map(std::mem::take);
        for session in sessions.unwrap_or_default() {
            let _ = ask(self.port, "DELETE", &format!("/session/{session}"), None);
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

//! A browser in a person's hands: what they can do and see on a page.

use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::time::{Duration, Instant};

use fantoccini::actions::{InputSource, MOUSE_BUTTON_LEFT, MouseActions, PointerAction, TouchActions};
use fantoccini::elements::Element;
use fantoccini::error::CmdError;
use fantoccini::key::Key;
use fantoccini::{Client, Locator};
use serde_json::{Value, json};

use crate::driver::{Driver, Screen};

/// How long a person waits for something to appear.
const PATIENCE: Duration = Duration::from_secs(20);

/// One browser window. Copies mean the same window.
#[derive(Clone)]
pub(crate) struct Page {
    /// The WebDriver client, for what has no word here yet.
    pub(crate) client: Client,
    pub(crate) screen: Screen,
    driver: Rc<Driver>,
    session: String,
    site: String,
    scripts: bool,
    allowed: Rc<RefCell<Vec<String>>>,
}

impl Page {
    pub(crate) async fn new(client: Client, driver: Rc<Driver>, site: &str, screen: Screen, scripts: bool) -> Page {
        let session = client.session_id().await.ok().flatten().unwrap_or_default();
        Page {
            client,
            screen,
            driver,
            session,
            site: site.to_owned(),
            scripts,
            allowed: Rc::default(),
        }
    }

    /// Goes to an address of the site (`/parts`) or to a whole one (a printed link).
    pub(crate) async fn open(&self, address: &str) {
        let whole = if address.starts_with('/') {
            format!("{}{address}", self.site)
        } else {
            address.to_owned()
        };
        let went = self.client.goto(&whole).await;
        self.sure(went, &format!("open {whole}")).await;
    }

    /// Follows a printed link that signs in once, and says yes where it asks.
    pub(crate) async fn sign_in(&self, link: &str) {
        self.open(link).await;
        if self.address().await == link {
            self.click("main form button").await;
        }
        self.see("form[action$='/sign-out'], a[href$='/sign-out']").await;
    }

    /// Where the browser is.
    pub(crate) async fn address(&self) -> String {
        self.client
            .current_url()
            .await
            .map_or_else(|e| format!("nowhere ({e})"), |url| url.to_string())
    }

    /// The first element a CSS selector finds, waited for.
    pub(crate) async fn see(&self, css: &str) -> Element {
        let found = self.wait_for(Locator::Css(css)).await;
        self.sure(found, &format!("see {css}")).await
    }

    /// How many elements a CSS selector finds now.
    pub(crate) async fn count(&self, css: &str) -> usize {
        let found = self.client.find_all(Locator::Css(css)).await;
        self.sure(found, &format!("count {css}")).await.len()
    }

    /// The text a person reads in an element.
    pub(crate) async fn text(&self, css: &str) -> String {
        let text = self.see(css).await.text().await;
        self.sure(text, &format!("read {css}")).await
    }

    /// Waits until a person can read this text somewhere on the page.
    pub(crate) async fn shows(&self, text: &str) {
        let begun = Instant::now();
        while !self.has(text).await {
            if begun.elapsed() > PATIENCE {
                let read = self.read().await;
                panic!("\"{text}\" does not appear at {}:\n{read}", self.address().await);
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Whether a person can read this text on the page now; line breaks count as blanks.
    pub(crate) async fn has(&self, text: &str) -> bool {
        self.read().await.contains(text)
    }

    /// All that a person can read on the page; nothing while the page is changing.
    async fn read(&self) -> String {
        let read = match self.client.find(Locator::Css("body")).await {
            Ok(body) => body.text().await.unwrap_or_default(),
            Err(_) => String::new(),
        };
        read.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Clicks what a CSS selector finds, away from the bars at the window's edges.
    pub(crate) async fn click(&self, css: &str) {
        let found = self.see(css).await;
        if self.scripts {
            let place = serde_json::to_value(&found).unwrap_or_default();
            let script = "arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})";
            self.run(script, vec![place]).await;
        }
        let clicked = found.click().await;
        self.sure(clicked, &format!("click {css}")).await;
    }

    /// Presses the button or follows the link that reads so.
    pub(crate) async fn press(&self, words: &str) {
        let words_quoted = quoted(words);
        let xpath = format!(
            "//button[normalize-space(.)={words_quoted} or @aria-label={words_quoted}] \
             | //a[normalize-space(.)={words_quoted} or @aria-label={words_quoted}] \
             | //summary[normalize-space(.)={words_quoted}] \
             | //input[@type='submit' and @value={words_quoted}]"
        );
        let found = self.wait_for(Locator::XPath(&xpath)).await;
        let found = self.sure(found, &format!("find \"{words}\" to press")).await;
        let clicked = found.click().await;
        self.sure(clicked, &format!("press \"{words}\"")).await;
    }

    /// Types into the field with this name, replacing what stands there.
    pub(crate) async fn fill(&self, name: &str, text: &str) {
        let field = self.see(&format!("[name='{name}']")).await;
        let cleared = field.clear().await;
        self.sure(cleared, &format!("clear the field {name}")).await;
        let typed = field.send_keys(text).await;
        self.sure(typed, &format!("type into the field {name}")).await;
    }

    /// Chooses an option of a list by its value.
    pub(crate) async fn choose(&self, name: &str, value: &str) {
        let option = format!("select[name='{name}'] option[value='{value}']");
        let radio = format!("input[name='{name}'][value='{value}']");
        self.click(&format!("{option}, {radio}")).await;
    }

    /// Ticks or unticks a box, whatever it is now.
    pub(crate) async fn tick(&self, name: &str, wanted: bool) {
        let field = self.see(&format!("input[type='checkbox'][name='{name}']")).await;
        let now = field.is_selected().await;
        if self.sure(now, &format!("look at the box {name}")).await != wanted {
            let clicked = field.click().await;
            self.sure(clicked, &format!("tick the box {name}")).await;
        }
    }

    /// Gives files to a file field, which may be hidden from view.
    pub(crate) async fn upload(&self, css: &str, files: &[&Path]) {
        let paths: Vec<String> = files.iter().map(|file| file.display().to_string()).collect();
        let given = self.see(css).await.send_keys(&paths.join("\n")).await;
        self.sure(given, &format!("give files to {css}")).await;
    }

    /// Types with the keyboard, wherever the focus is.
    pub(crate) async fn keys(&self, text: &str) {
        let focused = self.client.active_element().await;
        let focused = self.sure(focused, "find the focus").await;
        let typed = focused.send_keys(text).await;
        self.sure(typed, &format!("type {text:?}")).await;
    }

    /// Presses one key that has a name.
    pub(crate) async fn key(&self, key: Key) {
        self.keys(&char::from(key).to_string()).await;
    }

    /// Drags over an element, from and to in fractions of its width and height; with the finger
    /// on a phone, with the mouse at a desk.
    pub(crate) async fn drag(&self, css: &str, from: (f64, f64), to: (f64, f64)) {
        let element = self.see(css).await;
        let into_view = json!({"block": "center", "behavior": "instant"});
        let script = "arguments[0].scrollIntoView(arguments[1]); \
                      const r = arguments[0].getBoundingClientRect(); \
                      return [r.x, r.y, r.width, r.height];";
        let place = self
            .run(
                script,
                vec![serde_json::to_value(&element).unwrap_or_default(), into_view],
            )
            .await;
        let side = |n| place.get(n).and_then(Value::as_f64).unwrap_or_default();
        let spot = |(x, y): (f64, f64)| PointerAction::MoveTo {
            duration: Some(Duration::from_millis(50)),
            x: (side(0) + x * side(2)).round(),
            y: (side(1) + y * side(3)).round(),
        };
        let middle = (f64::midpoint(from.0, to.0), f64::midpoint(from.1, to.1));
        let steps = [
            spot(from),
            PointerAction::Down {
                button: MOUSE_BUTTON_LEFT,
            },
            spot(middle),
            spot(to),
            PointerAction::Up {
                button: MOUSE_BUTTON_LEFT,
            },
        ];
        let dragged = if self.screen == Screen::Desk {
            let mouse = steps
                .into_iter()
                .fold(MouseActions::new("mouse".to_owned()), InputSource::then);
            self.client.perform_actions(mouse).await
        } else {
            let finger = steps
                .into_iter()
                .fold(TouchActions::new("finger".to_owned()), InputSource::then);
            self.client.perform_actions(finger).await
        };
        self.sure(dragged, &format!("drag over {css}")).await;
    }

    /// Asks for dark pages, as a person's system does.
    pub(crate) fn dark(&self) {
        self.media("screen", "dark");
    }

    /// Asks for light pages, which is how a browser begins.
    pub(crate) fn light(&self) {
        self.media("screen", "light");
    }

    /// Shows pages as they would be printed.
    pub(crate) fn print(&self) {
        self.media("print", "light");
    }

    fn media(&self, media: &str, scheme: &str) {
        let features = json!([{"name": "prefers-color-scheme", "value": scheme}]);
        self.devtools(
            "Emulation.setEmulatedMedia",
            json!({"media": media, "features": features}),
        );
    }

    /// Gives the window another size, as turning a phone or dragging an edge does.
    pub(crate) fn resize(&self, screen: Screen) {
        self.driver.resize(&self.session, screen);
    }

    /// Runs a script in the page; only where scripts run.
    pub(crate) async fn run(&self, script: &str, arguments: Vec<Value>) -> Value {
        assert!(self.scripts, "this browser runs no scripts");
        let answer = self.client.execute(script, arguments).await;
        self.sure(answer, "run a script").await
    }

    /// Whether this browser runs scripts.
    pub(crate) fn runs_scripts(&self) -> bool {
        self.scripts
    }

    /// Gives an order in the words of the developer tools.
    pub(crate) fn devtools(&self, order: &str, details: Value) -> Value {
        self.driver.devtools(&self.session, order, details)
    }

    /// What the console said since it was last asked: level and message.
    pub(crate) fn console(&self) -> Vec<(String, String)> {
        self.driver.console(&self.session)
    }

    /// From here on, an error on the console that holds these words is expected.
    pub(crate) fn allow(&self, words: &str) {
        self.allowed.borrow_mut().push(words.to_owned());
    }

    /// Whether an error on the console was announced with [`Page::allow`].
    pub(crate) fn is_allowed(&self, message: &str) -> bool {
        self.allowed.borrow().iter().any(|words| message.contains(words))
    }

    /// Keeps a picture of the whole page as `NAME.png` in the folder `SHERD_SHOTS`, if it is set.
    pub(crate) async fn shot(&self, name: &str) {
        let Some(folder) = shots() else { return };
        let size = self.devtools("Page.getLayoutMetrics", json!({}));
        let side = |name: &str| size.pointer(&format!("/cssContentSize/{name}")).cloned();
        let clip = json!({
            "x": 0, "y": 0, "scale": 1, "width": side("width"), "height": side("height"),
        });
        let taken = self.devtools(
            "Page.captureScreenshot",
            json!({"format": "png", "captureBeyondViewport": true, "clip": clip}),
        );
        let picture = taken.get("data").and_then(Value::as_str).unwrap_or_default();
        let path = folder.join(format!("{name}.png"));
        let kept = std::fs::create_dir_all(&folder).and_then(|()| std::fs::write(&path, from_base64(picture)));
        if let Err(e) = kept {
            panic!("cannot keep {}: {e}", path.display());
        }
    }

    /// A picture of what the window shows after a failure; must not fail itself.
    pub(crate) async fn last_shot(&self, number: usize) {
        let Some(folder) = shots() else { return };
        let test = std::thread::current().name().unwrap_or("journey").replace("::", "-");
        if let Ok(picture) = self.client.screenshot().await {
            let path = folder.join(format!("failed-{test}-{number}.png"));
            let _ = std::fs::create_dir_all(&folder);
            let _ = std::fs::write(&path, picture);
            eprintln!("   see {}", path.display());
        }
    }

    async fn wait_for(&self, what: Locator<'_>) -> Result<Element, CmdError> {
        self.client.wait().at_most(PATIENCE).for_element(what).await
    }

    /// The result, or a failure that says what was tried and where.
    pub(crate) async fn sure<T>(&self, result: Result<T, CmdError>, what: &str) -> T {
        match result {
            Ok(value) => value,
            Err(e) => panic!("cannot {what} at {}: {e}", self.address().await),
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "a setting of the tests, not of the program")]
fn shots() -> Option<PathBuf> {
    std::env::var_os("SHERD_SHOTS").map(PathBuf::from)
}

/// A text for XPath, which knows no escapes.
fn quoted(text: &str) -> String {
    if !text.contains('\'') {
        return format!("'{text}'");
    }
    let parts: Vec<String> = text.split('\'').map(|part| format!("'{part}'")).collect();
    format!("concat({})", parts.join(", \"'\", "))
}

/// Pictures come from the developer tools as base64.
fn from_base64(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut held) = (0_u32, 0);
    for c in text.bytes() {
        let six = match c {
            b'A'..=b'Z' => c - b'A',
            b'a'..=b'z' => c - b'a' + 26,
            b'0'..=b'9' => c - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => continue,
        };
        bits = (bits << 6) | u32::from(six);
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.push(u8::try_from((bits >> held) & 0xff).unwrap_or_default());
        }
    }
    bytes
}

//! The harness itself: that a journey reaches the program, and that every check can fail.

use std::panic::{AssertUnwindSafe, catch_unwind};

use fantoccini::key::Key;

use crate::driver::Screen;
use crate::harness::{Journey, Start, failing_journey, journey};
use crate::page::Page;

#[test]
fn the_program_answers_in_every_window() {
    journey(Start::Empty, async |j| {
        for page in [j.desk().await, j.phone().await, j.narrow().await] {
            page.open("/").await;
            page.see("main").await;
            page.is_accessible().await;
            page.fits().await;
            page.stays_at_home().await;
            page.shot(&format!("first-page-{:?}", page.screen)).await;
            page.dark();
            page.is_accessible().await;
            page.shot(&format!("first-page-{:?}-dark", page.screen)).await;
        }
    });
}

#[test]
fn the_program_answers_where_scripts_do_not_run() {
    journey(Start::Empty, async |j| {
        let page = j.without_script(Screen::Phone).await;
        page.open("data:text/html,<body>calm<script>document.body.append('ran')</script>")
            .await;
        page.shows("calm").await;
        assert!(!page.has("ran").await);
        page.open("/").await;
        page.see("main").await;
        page.fits().await;
        // An answer that is no page names no icon, so the browser looks for one by itself.
        page.allow("favicon.ico");
        page.open("/healthz").await;
        page.see("body").await;
    });
}

#[test]
fn every_role_of_the_demonstration_signs_in_by_its_link() {
    journey(Start::Demo, async |j| {
        for role in ["investigator", "reviewer", "officer", "admin"] {
            let person = j.desk().await;
            person.sign_in(&j.site.link(role)).await;
            person.open("/").await;
            person.is_accessible().await;
        }
    });
}

/// A page made up for a check, in a browser that has no site behind it.
async fn show(j: &Journey, body: &str) -> Page {
    let page = j.phone().await;
    show_on(&page, body).await;
    page
}

async fn show_on(page: &Page, body: &str) {
    let head = "<html lang=en><meta name=viewport content='width=device-width'><title>T</title>";
    let whole = format!("{head}<body><main><h1>T</h1>{body}</main>");
    page.open(&format!("data:text/html,{}", whole.replace('+', "%2b")))
        .await;
}

/// What a journey over a made-up page fails with; empty when it does not fail.
fn failure(body: &str, look: impl AsyncFnOnce(&Page)) -> String {
    let walked = catch_unwind(AssertUnwindSafe(|| {
        failing_journey(Start::Empty, async |j| look(&show(j, body).await).await);
    }));
    match walked {
        Ok(()) => String::new(),
        Err(reason) => reason
            .downcast_ref::<String>()
            .cloned()
            .unwrap_or_else(|| "failed without a text".to_owned()),
    }
}

/// Nothing can be shown where there is no browser; the journeys have said so.
fn no_browser() -> bool {
    crate::driver::Programs::find().is_err()
}

#[test]
fn a_field_without_a_label_is_found() {
    let told = failure("<input name=q>", async |page| page.is_accessible().await);
    assert!(told.contains("label (critical)") || no_browser(), "{told}");
}

#[test]
fn a_page_wider_than_the_phone_is_found() {
    let told = failure("<p id=long style='width:900px'>x", async |page| page.fits().await);
    assert!(told.contains("p#long to") || no_browser(), "{told}");
}

#[test]
fn an_error_on_the_console_is_found_unless_announced() {
    let bad = "<script>console.error('broken wire')</script>";
    let told = failure(bad, async |_| {});
    assert!(told.contains("broken wire") || no_browser(), "{told}");
    let told = failure(bad, async |page| page.allow("broken wire"));
    assert_eq!(told, "");
}

#[test]
fn people_can_type_choose_tick_press_drag_and_give_files() {
    journey(Start::Empty, async |j| {
        let form = "<form><label>A<input name=a value=old></label>\
            <label>B<select name=b><option value=1>one<option value=2>two</select></label>\
            <label>C<input type=checkbox name=c></label>\
            <label>F<input type=file name=f multiple></label></form>\
            <button onclick=\"document.title=new URLSearchParams(new FormData(document.forms[0])).get('a')\
            +document.forms[0].b.value+document.forms[0].c.checked+document.forms[0].f.files.length\">It's ready</button>";
        let page = show(j, form).await;
        page.fill("a", "new").await;
        page.choose("b", "2").await;
        page.tick("c", true).await;
        page.tick("c", true).await;
        let (one, two) = (j.file("1.txt", b"1"), j.file("2.txt", b"2"));
        page.upload("[name=f]", &[&one, &two]).await;
        page.press("It's ready").await;
        assert_eq!(page.client.title().await.unwrap_or_default(), "new2true2");
    });
}

#[test]
fn people_use_the_keyboard_and_read() {
    journey(Start::Empty, async |j| {
        let list = "<form><label>Q<input name=q autofocus></label></form><ul><li>one<li>two</ul>\
            <script>document.forms[0].onsubmit=e=>{e.preventDefault();\
            document.querySelector('li').textContent=document.forms[0].q.value}</script>";
        let page = show(j, list).await;
        page.keys("21065").await;
        page.key(Key::Enter).await;
        page.shows("21065 two").await;
        assert_eq!(page.text("li:first-child").await, "21065");
        assert_eq!(page.count("li").await, 2);
        assert!(page.address().await.starts_with("data:"));
    });
}

#[test]
fn pages_are_seen_light_dark_and_printed() {
    journey(Start::Empty, async |j| {
        let lines = "<style>p::after{content:'light'}\
            @media (prefers-color-scheme:dark){p::after{content:'dark'}}\
            @media print{p::after{content:'paper'}}</style><p>";
        let page = show(j, lines).await;
        let shown = "return getComputedStyle(document.querySelector('p'),'::after').content";
        page.dark();
        assert_eq!(page.run(shown, Vec::new()).await, "\"dark\"");
        page.print();
        assert_eq!(page.run(shown, Vec::new()).await, "\"paper\"");
        page.light();
        assert_eq!(page.run(shown, Vec::new()).await, "\"light\"");
    });
}

#[test]
fn people_drag_with_the_finger_and_with_the_mouse() {
    journey(Start::Empty, async |j| {
        for (page, pointer) in [(j.phone().await, "touch"), (j.desk().await, "mouse")] {
            let box_ = "<div id=d style='position:absolute;left:9px;top:90px;width:200px;height:100px;touch-action:none;background:silver'>.</div>\
                <script>const d=document.getElementById('d');\
                d.onpointerdown=e=>d.textContent=e.pointerType+' at '+[e.offsetX,e.offsetY];\
                d.onpointerup=e=>d.textContent=d.textContent+' to '+[e.offsetX,e.offsetY]</script>";
            show_on(&page, box_).await;
            page.drag("#d", (0.1, 0.1), (0.9, 0.8)).await;
            page.shows(&format!("{pointer} at 20,10 to 180,80")).await;
        }
    });
}

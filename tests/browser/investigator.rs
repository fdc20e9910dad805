//! The investigator files a finding from a phone: incident and unit, photographs, components, marks; leaves, comes back,
//! and submits.

use fantoccini::key::Key;
use image::ImageFormat;
use serde_json::json;
use sherd::media::plates::Part;

use crate::driver::Screen;
use crate::harness::{Journey, Start, journey};
use crate::page::Page;
use crate::pictures::part;

/// The number on the part that the finding is about; in no published case.
pub(crate) const NUMBER: &str = "QLV-48213B";
/// A word that stands only where the public must not read it.
pub(crate) const SEALED: &str = "Zvirkovo";

#[test]
fn an_investigator_files_a_finding_from_a_phone() {
    journey(Start::Demo, async |j| {
        let phone = j.phone().await;
        phone.sign_in(&j.site.link("investigator")).await;
        phone.press("Menu").await;
        phone.shot("menu-390").await;
        phone.press("New finding").await;
        phone.see("form[action='/findings']").await;
        phone.looks_well("finding-new").await;
        phone.allow("status of 422");
        phone.press("Begin").await;
        phone.see("#errors").await;
        phone.looks_well("finding-new-errors").await;
        begin(&phone).await;
        phone.looks_well("desk-empty").await;

        send_photos(j, &phone).await;
        add_component(&phone).await;
        photograph_the_part(j, &phone).await;
        let mark = mark_by_hand(&phone).await;
        mark_by_numbers(&phone, &mark).await;

        // Leaving and coming back.
        phone.open("/").await;
        phone.open("/drafts").await;
        phone.shows(NUMBER).await;
        phone.looks_well("drafts").await;
        phone.press("Work on this unit").await;
        phone.see("#submit").await;
        assert_eq!(phone.count("#photos .card").await, 5);
        assert_eq!(phone.count("#marks .marking").await, 2);
        phone.looks_well("desk-full").await;
        phone.click("#photos .card img").await;
        phone.see(".citation").await;
        phone.looks_well("photo").await;
        phone.client.back().await.unwrap_or_else(|e| panic!("{e}"));
        submit(&phone).await;
        phone.looks_well("submitted").await;
        phone.open("/drafts").await;
        phone.shows("Submitted").await;
    });
}

#[test]
fn a_finding_is_filed_where_scripts_do_not_run() {
    journey(Start::Demo, async |j| {
        let phone = j.without_script(Screen::Phone).await;
        phone.sign_in(&j.site.link("investigator")).await;
        begin(&phone).await;
        // One request takes all of them: what is a photograph is kept, the other is named.
        let files = [
            j.file("chip.jpg", &part(Part::Chip, &[NUMBER], ImageFormat::Jpeg)),
            j.file("notes.jpg", b"no photograph"),
        ];
        let paths: Vec<_> = files.iter().map(std::path::PathBuf::as_path).collect();
        phone.allow("status of 415");
        phone.allow("status of 422");
        phone.upload("#f-file", &paths).await;
        phone.press("Store photographs").await;
        phone.see("#results").await;
        phone.shows("Not stored.").await;
        phone.fits().await;
        phone.press("Work on this unit").await;
        assert_eq!(phone.count("#photos .card").await, 1);
        phone.fill("path", "guidance section").await;
        phone.fill("part_number", NUMBER).await;
        phone.press("Add component").await;
        phone.click(".tree li:nth-child(2) a[href$='/markings/new']").await;
        phone.click(".cards a").await;
        for (name, number) in [("x", "300"), ("y", "300"), ("w", "500"), ("h", "300")] {
            phone.fill(name, number).await;
        }
        phone.fill("transcription", NUMBER).await;
        phone.press("Save draft").await;
        phone.see(".mark-photo img").await;
        phone.press("Work on this unit").await;
        submit(&phone).await;
    });
}

/// Fills in a new incident and its unit, from wherever the person is.
pub(crate) async fn begin(page: &Page) {
    page.open("/findings/new").await;
    page.fill("name", "Strike on a depot, 7 October 2024").await;
    page.choose("kind", "strike").await;
    page.fill("date", "2024-10-07").await;
    page.fill("place", "Kharkiv Oblast").await;
    page.fill("country", "UA").await;
    page.fill("weapon", "KN-23").await;
    page.fill("recovered", "2024-10-08").await;
    page.fill("session", &format!("{SEALED} field visit")).await;
    // Last, because on a phone it may lie under the bar of the button until something below it was scrolled to.
    page.click("#f-identification-debris").await;
    page.press("Begin").await;
    page.see("#photos form[data-upload]").await;
}

/// Five files at once, one of them no photograph: it is named, the others are kept.
async fn send_photos(j: &Journey, phone: &Page) {
    let desk = phone.address().await;
    let files = [
        ("overview.jpg", part(Part::Unknown, &[], ImageFormat::Jpeg)),
        ("actuator.jpg", part(Part::Actuator, &["113"], ImageFormat::Jpeg)),
        ("connector.png", part(Part::Connector, &[], ImageFormat::Png)),
        ("notes.jpg", b"Three crates, no photographs of the second.".to_vec()),
        ("rear.jpg", part(Part::Capacitor, &["47uF 35V"], ImageFormat::Jpeg)),
    ];
    let files = files.map(|(name, content)| j.file(name, &content));
    let paths: Vec<_> = files.iter().map(std::path::PathBuf::as_path).collect();
    phone.allow("status of 415");
    phone.allow("status of 422");
    phone.choose("role", "overview").await;
    phone.upload("#f-file", &paths).await;
    for row in [1, 2, 3, 5] {
        phone.see(&format!(".uploads li:nth-child({row}).done")).await;
    }
    let reason = phone.text(".uploads li:nth-child(4).failed .reason").await;
    assert!(reason.contains("JPEG"), "{reason}");
    assert_eq!(phone.count(".uploads progress").await, 5);
    phone.looks_well("desk-upload").await;
    phone.open(&desk).await;
    assert_eq!(phone.count("#photos .card").await, 4);
}

/// A part in a board in a section; first with a quantity that is none.
pub(crate) async fn add_component(page: &Page) {
    page.allow("status of 422");
    page.fill("name", "Signal processor").await;
    page.fill("quantity", "a few").await;
    page.fill("part_number", NUMBER).await;
    page.fill("brand", "Analog Devices").await;
    page.fill("path", "guidance section / board A").await;
    page.press("Add component").await;
    // The desk comes back with what was typed, and says what is wrong where it is wrong.
    page.see("#photos form[data-upload]").await;
    page.see("#components .field.bad [name='quantity']").await;
    assert_eq!(value(page, "part_number").await, NUMBER);
    assert_eq!(value(page, "path").await, "guidance section / board A");
    page.looks_well("desk-entry-error").await;
    page.fill("quantity", "2").await;
    page.press("Add component").await;
    page.see("#components .tree li:nth-child(3)").await;
    page.shows("board A").await;
}

/// A close-up of the part itself.
pub(crate) async fn photograph_the_part(j: &Journey, page: &Page) {
    page.click(".tree li:last-child a[href$='/photos']").await;
    page.see("form[data-upload]").await;
    page.looks_well("component-photos").await;
    let mark = [NUMBER, "2213 KOREA", "A0482 ㅈ"];
    let macro_shot = j.file("macro.jpg", &part(Part::Chip, &mark, ImageFormat::Jpeg));
    page.choose("role", "macro").await;
    page.fill("caption", "The signal processor, macro").await;
    page.upload("#f-file", &[macro_shot.as_path()]).await;
    // When all are stored, the desk comes back with them.
    page.see("#submit").await;
}

/// Draws a box with the finger and types what stands there; gives the address of the form.
pub(crate) async fn mark_by_hand(page: &Page) -> String {
    page.click(".tree li:last-child a[href$='/markings/new']").await;
    page.see(".cards").await;
    page.looks_well("mark-choose-photo").await;
    page.click(".cards li:first-child a").await;
    page.see("figure[data-region] svg.overlay").await;
    let form = page.address().await;
    page.drag("figure[data-region] .plate-image img", (0.2, 0.36), (0.54, 0.66))
        .await;
    let drawn: Vec<i64> = numbers(page).await;
    assert!(drawn.iter().all(|number| *number > 0), "{drawn:?}");
    let (left, width) = (drawn.first().copied(), drawn.get(2).copied());
    assert!(left.is_some_and(|x| (240..400).contains(&x)), "{drawn:?}");
    assert!(width.is_some_and(|w| (460..620).contains(&w)), "{drawn:?}");
    page.fill("transcription", "QLV-482?3B\n2213 {KOREA|K0REA}\nA0482 [[ㅈ]]")
        .await;
    page.see(".preview .lines li:nth-child(3) .g-sup").await;
    page.see(".preview .g-ill").await;
    page.see(".preview .g-alt").await;
    page.choose("kind", "part_number").await;
    page.choose("technique", "laser_etched").await;
    page.looks_well("mark-form").await;
    page.press("Save draft").await;
    page.see(".citation").await;
    page.looks_well("mark").await;
    redraw(page).await;
    form
}

/// The frame was too wide: it is drawn again where the mark is edited.
async fn redraw(page: &Page) {
    page.click("a[href$='/edit']").await;
    page.see("figure[data-region] svg.overlay").await;
    page.looks_well("mark-edit").await;
    let before = numbers(page).await;
    // Begun inside the frame a drag moves it; begun outside it draws another.
    page.drag("figure[data-region] .plate-image img", (0.1, 0.2), (0.4, 0.5))
        .await;
    let after = numbers(page).await;
    assert!(
        after.first() < before.first() && after.get(2) < before.get(2),
        "{before:?} {after:?}"
    );
    page.fill("why", "The frame was too wide.").await;
    page.press("Save").await;
    page.see(".citation").await;
}

/// The same without ever touching the photograph: numbers, Tab and Enter only.
async fn mark_by_numbers(page: &Page, form: &str) {
    page.open(form).await;
    page.fill("x", "1700").await;
    page.key(Key::Tab).await;
    page.keys("300").await;
    page.key(Key::Tab).await;
    page.keys("200").await;
    page.key(Key::Tab).await;
    page.keys("80").await;
    page.fill("transcription", "A0482 [3").await;
    page.press("Save draft").await;
    // A bracket that nobody closed: it is said, and nothing is lost.
    page.see("#errors").await;
    assert_eq!(value(page, "x").await, "1700");
    assert_eq!(value(page, "transcription").await, "A0482 [3");
    page.looks_well("mark-form-errors").await;
    page.fill("x", "370").await;
    page.fill("y", "545").await;
    page.fill("w", "280").await;
    page.fill("h", "110").await;
    page.fill("transcription", "A0482 [3]").await;
    // The frame moves and grows with the arrow keys.
    page.run(
        "document.querySelector('figure[data-region] .plate-image').focus()",
        vec![],
    )
    .await;
    page.key(Key::Right).await;
    let moved = numbers(page).await;
    assert!(moved.first().is_some_and(|x| *x > 370), "{moved:?}");
    page.see("[name='technique'] option[value='unknown']").await;
    page.choose("technique", "unknown").await;
    page.choose("kind", "lot_code").await;
    page.run("document.querySelector('.submit button').focus()", vec![])
        .await;
    page.key(Key::Enter).await;
    page.see(".citation").await;
    page.shows("technique not known").await;
}

/// Hands in everything, with a word to the reviewer.
pub(crate) async fn submit(page: &Page) {
    page.see("#submit").await;
    page.fill("note", "Both marks read under a loupe.").await;
    page.press("Submit for review").await;
    page.see(".notice").await;
}

async fn value(page: &Page, name: &str) -> String {
    let value = page
        .run(
            "return document.querySelector(`[name='${arguments[0]}']`).value",
            vec![json!(name)],
        )
        .await;
    value.as_str().unwrap_or_default().to_owned()
}

/// What the four number fields of the region say.
async fn numbers(page: &Page) -> Vec<i64> {
    let script = "return ['x', 'y', 'w', 'h'].map(name => Number(document.getElementById(`f-${name}`).value))";
    let told = page.run(script, vec![]).await;
    let told = told.as_array().cloned().unwrap_or_default();
    told.iter().filter_map(serde_json::Value::as_i64).collect()
}

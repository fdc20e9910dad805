//! The house test: reads the source tree and says where a rule of the house is broken.
//!
//! No database, no network, no server: it looks at text. Each rule lives in a file of its own as
//! `check(&Tree) -> Vec<String>`, every entry one complaint that names the place; the tests below
//! hold each rule against the real tree. A [`tree::Tree`] can also be made up in memory, and that
//! is how every rule is shown to be able to fail: see the tests at the foot of each file.
//!
//! A rule reads text, so it can be fooled on purpose; it is there for the slip, not for the cheat.

mod docs;
mod errors;
mod licences;
mod migrations;
mod places;
mod routes;
mod rust;
mod templates;
mod tidy;
mod tree;
mod walls;
mod words;

use tree::Tree;

/// Fails with all complaints at once, so that one run shows the whole list.
#[track_caller]
fn none(complaints: Vec<String>) {
    assert!(
        complaints.is_empty(),
        "{} complaint(s):\n  {}\n",
        complaints.len(),
        complaints.join("\n  ")
    );
}

#[test]
fn rooms_use_only_what_lies_below_them() {
    none(walls::check(&Tree::of_the_project()));
}

#[test]
fn roles_are_compared_in_one_place() {
    none(places::check_roles(&Tree::of_the_project()));
}

#[test]
fn databases_are_told_apart_in_two_files() {
    none(places::check_backends(&Tree::of_the_project()));
}

#[test]
fn migrations_are_twins_with_a_way_back() {
    none(migrations::check(&Tree::of_the_project()));
}

#[test]
fn every_template_is_used_and_holds_no_inline_code() {
    none(templates::check(&Tree::of_the_project()));
}

#[test]
fn every_route_is_in_the_permission_matrix() {
    none(routes::check(&Tree::of_the_project()));
}

#[test]
fn every_error_has_a_status_and_a_test() {
    none(errors::check(&Tree::of_the_project()));
}

#[test]
fn words_are_the_same_in_every_language_and_all_used() {
    none(words::check(&Tree::of_the_project()));
}

#[test]
fn files_are_short_named_and_free_of_panics() {
    none(tidy::check(&Tree::of_the_project()));
}

#[test]
fn the_readme_names_every_command_and_setting() {
    none(docs::check(&Tree::of_the_project()));
}

#[test]
fn every_test_file_says_how_it_was_made() {
    none(docs::check_test_files(&Tree::of_the_project()));
}

#[test]
fn dependencies_have_licences_we_can_ship() {
    none(licences::check(&licences::of_the_project()));
}

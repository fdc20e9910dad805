//! What must hold on every page: accessible, not wider than the window, no error on the console.

use serde_json::{Value, json};

use crate::driver::Screen;
use crate::page::Page;

/// axe-core, see its first lines for author and licence; used in tests only.
const AXE: &str = include_str!("axe.min.js");

/// Runs axe with its own rules and WCAG 2.2's, and gives back what is serious or critical.
const ASK_AXE: &str = "
    const done = arguments[arguments.length - 1];
    const only = arguments[0] ? {runOnly: {type: 'rule', values: ['color-contrast']}} : {rules: {'target-size': {enabled: true}}};
    axe.run(document, {resultTypes: ['violations'], ...only})
        .then(found => done(found.violations
            .filter(one => ['serious', 'critical'].includes(one.impact))
            .map(one => [one.id, one.impact, one.help,
                one.nodes.map(node => [node.target.join(' '), node.failureSummary || ''])])))
        .catch(error => done(String(error)));
";

/// What reaches beyond the right edge, the innermost elements only.
const ASK_WIDTH: &str = "
    const limit = arguments[0];
    const wide = [...document.body.querySelectorAll('*')].filter(e => {
        const r = e.getBoundingClientRect();
        if (r.width === 0 || r.right + window.scrollX <= limit + 1) return false;
        for (let p = e.parentElement; p; p = p.parentElement) {
            if (p !== document.body && ['auto', 'scroll', 'hidden', 'clip'].includes(getComputedStyle(p).overflowX)) return false;
        }
        return true;
    });
    return wide.filter(e => !wide.some(other => other !== e && e.contains(other)))
        .slice(0, 10)
        .map(e => e.tagName.toLowerCase() + (e.id ? '#' + e.id : '')
            + [...e.classList].map(c => '.' + c).join('') + ' to '
            + Math.round(e.getBoundingClientRect().right) + ' px');
";

/// Addresses of everything the page loaded from elsewhere.
const ASK_ORIGINS: &str = "
    return performance.getEntriesByType('resource').map(e => e.name)
        .filter(name => /^(https?|wss?):/.test(name) && new URL(name).origin !== location.origin);
";

impl Page {
    /// Fails on everything that axe-core calls serious or critical.
    pub(crate) async fn is_accessible(&self) {
        self.ask_axe(false).await;
    }

    /// Fails on colours that are too close to each other: all that another colour scheme can change.
    pub(crate) async fn is_legible(&self) {
        self.ask_axe(true).await;
    }

    async fn ask_axe(&self, only_colours: bool) {
        if self.run("return typeof axe === 'undefined'", Vec::new()).await == json!(true) {
            self.run(AXE, Vec::new()).await;
        }
        let answer = self.client.execute_async(ASK_AXE, vec![json!(only_colours)]).await;
        let answer = self.sure(answer, "ask axe").await;
        let Some(findings) = answer.as_array() else {
            panic!("axe failed at {}: {answer}", self.address().await);
        };
        let told: Vec<String> = findings.iter().map(tell).collect();
        assert!(
            told.is_empty(),
            "{} accessibility finding(s) at {}:\n{}",
            told.len(),
            self.address().await,
            told.join("\n")
        );
    }

    /// Fails when the page, as it stands, is wider than a phone or a desk, or not accessible there, in light or in dark;
    /// keeps a picture of each.
    pub(crate) async fn looks_well(&self, name: &str) {
        for screen in [Screen::Phone, Screen::Desk] {
            self.resize(screen);
            self.fits_in(screen).await;
            let (width, _) = screen.size();
            self.light();
            self.is_accessible().await;
            self.shot(&format!("{name}-{width}")).await;
            self.dark();
            self.is_legible().await;
            self.shot(&format!("{name}-{width}-dark")).await;
        }
        self.light();
        self.resize(self.screen);
    }

    /// Fails when the page is wider than the window, and names what sticks out.
    pub(crate) async fn fits(&self) {
        self.fits_in(self.screen).await;
    }

    async fn fits_in(&self, screen: Screen) {
        let (limit, _) = screen.size();
        let size = self.devtools("Page.getLayoutMetrics", json!({}));
        let width = size
            .pointer("/cssContentSize/width")
            .and_then(Value::as_u64)
            .unwrap_or_default();
        if width > u64::from(limit) {
            let wide = if self.runs_scripts() {
                self.run(ASK_WIDTH, vec![json!(limit)]).await
            } else {
                Value::Null
            };
            panic!(
                "{} is {width} px wide in a window of {limit}: {wide}",
                self.address().await
            );
        }
    }

    /// Fails when the page loaded anything from another origin.
    pub(crate) async fn stays_at_home(&self) {
        let elsewhere = self.run(ASK_ORIGINS, Vec::new()).await;
        assert!(
            elsewhere.as_array().is_some_and(Vec::is_empty),
            "{} loads from elsewhere: {elsewhere}",
            self.address().await
        );
    }

    /// Fails on every error on the console that was not announced.
    pub(crate) fn is_quiet(&self) {
        let errors: Vec<String> = self
            .console()
            .into_iter()
            .filter(|(level, message)| level == "SEVERE" && !self.is_allowed(message))
            .map(|(_, message)| message)
            .collect();
        assert!(errors.is_empty(), "error(s) on the console:\n  {}", errors.join("\n  "));
    }
}

/// A finding of axe in words: rule, weight, what is asked for, and each place with its reason.
fn tell(finding: &Value) -> String {
    let part = |n| finding.get(n).and_then(Value::as_str).unwrap_or_default();
    let mut told = format!("  {} ({}): {}", part(0), part(1), part(2));
    for node in finding.get(3).and_then(Value::as_array).into_iter().flatten() {
        let part = |n| node.get(n).and_then(Value::as_str).unwrap_or_default();
        told.push_str(&format!("\n    {}", part(0)));
        for line in part(1).lines().filter(|line| !line.trim().is_empty()) {
            told.push_str(&format!("\n      {}", line.trim()));
        }
    }
    told
}

//! Sample values: what stands around the pages.

use shared::page::{Assets, EmergencyLine, Footer, LanguageLink, Link, Shell};

/// Around a page to read.
pub fn reading(title: &str) -> Shell {
    Shell {
        lang: "en-US".into(),
        title: format!("{title} – Pasadena Police Department"),
        assets: Assets {
            css: "styles/public.css".into(),
            loader: "loader.js".into(),
            js: "./public.js".into(),
            wasm: "public.wasm".into(),
            icons: "icons.svg".into(),
            font: "fonts/public-sans-latin.woff2".into(),
            favicon: "favicon.svg".into(),
            touch_icon: "touch-icon.png".into(),
        },
        skip: "Skip to the page".into(),
        demo: Some("**Demonstration.** Nothing here reaches the police.".into()),
        department: "Pasadena Police Department".into(),
        tagline: "Front counter, online".into(),
        home: "front-door.html".into(),
        nav_label: "Counter".into(),
        nav: vec![Link::new("find.html", "Find my request"), Link::new("#", "Contacts")],
        language: LanguageLink { href: "front-door-long.html".into(), text: "Español".into(), lang: "es-US".into() },
        emergency: EmergencyLine {
            label: "Emergency".into(),
            question: "Emergency?".into(),
            call: Link::new("tel:911", "Call 9-1-1"),
            how: Some(Link::new("911.html", "How to call or text 9-1-1")),
            not_watched: None,
            otherwise: "Not an emergency:".into(),
            phone: Link::new("tel:+16267444241", "626-744-4241"),
        },
        footer: Footer {
            department: "Pasadena Police Department".into(),
            lines: vec![
                "Strategic Services Division".into(),
                "207 N. Garfield Avenue".into(),
                "Pasadena, CA 91101".into(),
            ],
            links: vec![
                Link::new("fees.html", "Fees"),
                Link::new("#", "Contacts and hours"),
                Link::new("#", "Accessibility"),
            ],
            more: vec![Link::new("#", "Privacy")],
            checked: "Phones and hours last checked November 2, 2026".into(),
        },
        ..Shell::default()
    }
}

/// Around a form: the way out, and that nobody watches.
pub fn intake(title: &str) -> Shell {
    let mut shell = case(title);
    shell.emergency.how = None;
    shell.emergency.not_watched = Some("This site is not watched.".into());
    shell
}

/// Around a case.
pub fn case(title: &str) -> Shell {
    let leave = Some(Link::new("https://www.weather.gov", "Leave this page now"));
    Shell { noindex: true, leave, ..reading(title) }
}

//! Renders every public page with sample values to `target/gallery/`, beside its style sheet, so that the pages
//! can be looked at without a server: `cargo run -p web --example gallery --features ssr`, then serve that folder
//! (`python3 -m http.server -d target/gallery`; browsers refuse the icon sprite from `file:`).
//!
//! Each page is written twice: as it is, and with every text a third longer, as Spanish is.

mod case;
mod form;
mod longer;
mod reading;
mod sent;
mod shell;

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::rc::Rc;

use futures::executor::block_on;
use shared::page::{Mount, Page, Shell};
use web::public::{PageProps, PageView};
use yew::ServerRenderer;

fn main() -> Result<(), Box<dyn Error>> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..");
    let gallery = root.join("target/gallery");
    fs::create_dir_all(gallery.join("fonts"))?;
    copy_assets(&root, &gallery)?;
    for (name, shell, page) in samples() {
        write(&gallery, name, shell.clone(), page.clone())?;
        write(&gallery, &format!("{name}-long"), longer::shell(shell)?, longer::page(page)?)?;
    }
    Ok(())
}

fn samples() -> Vec<(&'static str, Shell, Page)> {
    vec![
        ("front-door", shell::reading("What do you need?"), Page::FrontDoor(reading::front_door())),
        ("911", shell::reading("How to call 9-1-1"), Page::Info(reading::emergency())),
        ("service", shell::reading("Police report"), Page::Info(reading::service())),
        ("fees", shell::reading("Fees"), Page::Info(reading::fees())),
        ("form", shell::intake("Error: The report"), Page::Form(form::report_step())),
        ("form-safety", shell::intake("About you"), Page::Form(form::safety_step())),
        ("form-documents", shell::intake("Documents"), Page::Form(form::documents_step())),
        ("find", shell::reading("Find my request"), Page::Form(form::find())),
        ("check", shell::intake("Check and send"), Page::Check(sent::check())),
        ("sent", shell::intake("Request sent"), Page::Confirmation(sent::sent())),
        ("case", shell::case("Your police report request"), Page::Case(Box::new(case::in_review()))),
        ("case-ready", shell::case("Your police report request"), Page::Case(Box::new(case::ready()))),
        ("letter", shell::case("Letter"), Page::Letter(case::letter())),
        ("problem", shell::reading("Page not found"), Page::Problem(reading::not_found())),
    ]
}

fn write(gallery: &Path, name: &str, shell: Shell, page: Page) -> Result<(), Box<dyn Error>> {
    let mount = match Mount::new(&shell, &page) {
        Some(mount) => mount.to_script_text()?,
        None => "null".to_owned(),
    };
    let Shell { lang, title, assets, .. } = shell.clone();
    let renderer =
        ServerRenderer::<PageView>::with_props(move || PageProps { shell: Rc::new(shell), page }).hydratable(false);
    let body = block_on(renderer.render());
    let html = format!(
        "<!DOCTYPE html><html lang=\"{lang}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <meta name=\"format-detection\" content=\"telephone=no, date=no, address=no, email=no\">\
         <title>{title}</title><link rel=\"icon\" href=\"{}\" type=\"image/svg+xml\">\
         <link rel=\"stylesheet\" href=\"{}\">\
         <script type=\"module\" src=\"{}\" data-js=\"{}\" data-wasm=\"{}\"></script></head>\
         <body>{body}<script type=\"application/json\" id=\"page-value\">{mount}</script></body></html>",
        assets.favicon, assets.css, assets.loader, assets.js, assets.wasm
    );
    fs::write(gallery.join(name).with_extension("html"), html)?;
    Ok(())
}

/// Compiles the style sheet and copies what the pages refer to.
fn copy_assets(root: &Path, gallery: &Path) -> Result<(), Box<dyn Error>> {
    let modules = root.join("e2e/node_modules");
    let status = Command::new("node")
        .arg(modules.join("sass/sass.js"))
        .args(["--style=compressed", "--no-source-map", "--quiet-deps", "--load-path"])
        .arg(modules.join("@uswds/uswds/packages"))
        .arg(root.join("public/styles/public.scss"))
        .arg(gallery.join("styles/public.css"))
        .status()?;
    if !status.success() {
        return Err("the style sheet does not compile".into());
    }
    for (from, to) in [
        ("public/fonts/public-sans-latin.woff2", "fonts/public-sans-latin.woff2"),
        ("public/icons/icons.svg", "icons.svg"),
        ("public/favicon.svg", "favicon.svg"),
        ("public/scripts/loader.js", "loader.js"),
        ("e2e/node_modules/@uswds/uswds/dist/img/correct8.svg", "styles/img/correct8.svg"),
        ("e2e/node_modules/@uswds/uswds/dist/img/usa-icons/unfold_more.svg", "styles/img/usa-icons/unfold_more.svg"),
    ] {
        let to = gallery.join(to);
        if let Some(folder) = to.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::copy(root.join(from), to)?;
    }
    Ok(())
}

//! The files of `/static/`: named by their content, compressed, listed in `manifest.json`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::references::references;
use crate::{npm, styles, web, workspace};

/// Content by logical name, as in `public.css` or `fonts/public-sans-latin.woff2`.
type Files = BTreeMap<String, Vec<u8>>;

type Pack = fn(&[u8]) -> Result<Vec<u8>>;

/// Builds every file of `/static/` into `target/public/`; what did not change is left alone.
pub fn build() -> Result<()> {
    compile()?;
    publish(&name_by_content(&collect()?)?)
}

/// Compiles the style sheets and the bundles into the web cache, where no running server sees them yet.
pub fn compile() -> Result<()> {
    npm::install()?;
    styles::build()?;
    web::build()
}

/// Makes the folder that the server embeds, so that it compiles before anything is built.
pub fn prepare() -> Result<()> {
    let manifest = workspace::public_output().join("manifest.json");
    if manifest.exists() { Ok(()) } else { workspace::write_whole(&manifest, b"{}") }
}

/// Logical name to the name that the file is served under.
pub fn manifest() -> Result<BTreeMap<String, String>> {
    let manifest = workspace::read(&workspace::public_output().join("manifest.json"))?;
    serde_json::from_slice(&manifest).context("manifest.json is damaged")
}

fn collect() -> Result<Files> {
    let mut files = Files::new();
    let sources = workspace::root().join("public");
    for path in workspace::files_under(&sources)? {
        let Some(name) = logical_name(path.strip_prefix(&sources)?) else {
            continue;
        };
        files.insert(name, workspace::read(&path)?);
    }
    for built in ["public.js", "public.wasm", "staff-app.js", "staff-app.wasm"] {
        files.insert(built.to_owned(), workspace::read(&workspace::web_cache().join(built))?);
    }
    for sheet in styles::SHEETS {
        let name = format!("{sheet}.css");
        let css = workspace::read(&workspace::web_cache().join(&name))?;
        // Pictures that a component of USWDS brings along come from USWDS.
        for reference in references(&name, &String::from_utf8_lossy(&css)) {
            let shipped = npm::modules().join("@uswds/uswds/dist").join(&reference.name);
            if !files.contains_key(&reference.name) && shipped.is_file() {
                files.insert(reference.name, workspace::read(&shipped)?);
            }
        }
        files.insert(name, css);
    }
    Ok(files)
}

/// What a file in `public/` is called; nothing for the sources of the style sheets, and for the service worker, which
/// the server sends from an address of its own.
fn logical_name(path: &Path) -> Option<String> {
    let name = path.to_str()?;
    if name.starts_with("styles/") || name.ends_with(".md") || name == "service-worker.js" {
        return None;
    }
    let flat = name.strip_prefix("scripts/").or_else(|| name.strip_prefix("icons/"));
    Some(flat.unwrap_or(name).to_owned())
}

/// A file under the name it is served by, with the names of others in it replaced.
#[derive(Clone)]
struct Named {
    name: String,
    content: Vec<u8>,
}

fn name_by_content(files: &Files) -> Result<BTreeMap<String, Named>> {
    let mut named = BTreeMap::new();
    for name in files.keys() {
        name_one(name, files, &mut named, &mut BTreeSet::new())?;
    }
    Ok(named)
}

/// Names a file after those it refers to, since their names are part of its content.
fn name_one(
    name: &str,
    files: &Files,
    named: &mut BTreeMap<String, Named>,
    open: &mut BTreeSet<String>,
) -> Result<String> {
    if let Some(done) = named.get(name) {
        return Ok(done.name.clone());
    }
    ensure!(open.insert(name.to_owned()), "{name} refers to itself through other files");
    let mut content = files.get(name).with_context(|| format!("there is no {name}"))?.clone();
    if let Ok(text) = std::str::from_utf8(&content) {
        let mut rewritten = String::with_capacity(text.len());
        let mut copied = 0;
        let mut found = references(name, text);
        found.sort_by_key(|reference| reference.place.start);
        for reference in found {
            if !files.contains_key(&reference.name) {
                // A style sheet means every URL; a script may hold any string.
                ensure!(!name.ends_with(".css"), "{name} refers to {}, which is missing", reference.name);
                continue;
            }
            ensure!(!name.contains('/'), "{name} refers to others: move it to the top folder");
            let target = name_one(&reference.name, files, named, open)?;
            rewritten.push_str(text.get(copied..reference.place.start).unwrap_or_default());
            rewritten.push_str("./");
            rewritten.push_str(&target);
            copied = reference.place.end;
        }
        rewritten.push_str(text.get(copied..).unwrap_or_default());
        content = rewritten.into_bytes();
    }
    open.remove(name);
    let hashed = hashed_name(name, &workspace::hash(&content))?;
    named.insert(name.to_owned(), Named { name: hashed.clone(), content });
    Ok(hashed)
}

/// `fonts/a.woff2` becomes `fonts/a-0123456789abcdef.woff2`.
fn hashed_name(name: &str, hash: &str) -> Result<String> {
    let short = hash.get(..16).context("a hash is longer")?;
    match name.rsplit_once('.') {
        Some((stem, extension)) => Ok(format!("{stem}-{short}.{extension}")),
        None => bail!("{name} has no extension, so the server could not tell its type"),
    }
}

fn publish(named: &BTreeMap<String, Named>) -> Result<()> {
    let output = workspace::public_output();
    let mut kept = BTreeSet::from([output.join("manifest.json")]);
    for (logical, file) in named {
        let path = output.join(&file.name);
        kept.insert(path.clone());
        if !path.exists() {
            workspace::write_whole(&path, &file.content)?;
        }
        if !shrinks(logical) {
            continue;
        }
        let packers: [(&str, Pack); 2] = [("br", brotli), ("gz", gzip)];
        for (extension, pack) in packers {
            let packed = output.join(format!("{}.{extension}", file.name));
            if !packed.exists() {
                workspace::write_whole(&packed, &pack(&file.content)?)?;
            }
            kept.insert(packed);
        }
    }
    let manifest: BTreeMap<_, _> = named.iter().map(|(logical, file)| (logical, &file.name)).collect();
    let manifest = serde_json::to_vec_pretty(&manifest)?;
    let path = output.join("manifest.json");
    // Left alone when nothing changed, so that the server is not compiled again for it.
    if !fs::read(&path).is_ok_and(|old| old == manifest) {
        workspace::write_whole(&path, &manifest)?;
    }
    for file in workspace::files_under(&output)? {
        if !kept.contains(&file) {
            fs::remove_file(&file)?;
        }
    }
    Ok(())
}

/// Whether compressing the file saves anything: fonts and photographs are compressed already.
fn shrinks(name: &str) -> bool {
    [".css", ".js", ".svg", ".wasm", ".json", ".txt"].iter().any(|extension| name.ends_with(extension))
}

/// Brotli as strong as it gets: it is done once, and read by everyone.
fn brotli(content: &[u8]) -> Result<Vec<u8>> {
    let mut packed = Vec::new();
    let params = ::brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    ::brotli::BrotliCompress(&mut &*content, &mut packed, &params)?;
    Ok(packed)
}

fn gzip(content: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(content)?;
    Ok(encoder.finish()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(entries: &[(&str, &str)]) -> Files {
        entries.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec())).collect()
    }

    #[test]
    fn a_name_changes_with_its_content_alone() {
        let one = name_by_content(&files(&[("a.js", "1")])).unwrap();
        let same = name_by_content(&files(&[("a.js", "1"), ("b.js", "2")])).unwrap();
        let other = name_by_content(&files(&[("a.js", "2")])).unwrap();
        assert_eq!(one["a.js"].name, same["a.js"].name);
        assert_ne!(one["a.js"].name, other["a.js"].name);
        assert!(one["a.js"].name.starts_with("a-") && one["a.js"].name.ends_with(".js"));
    }

    #[test]
    fn a_style_sheet_points_at_the_hashed_font_and_changes_with_it() {
        let css = ("public.css", "a{src:url(../fonts/x.woff2) format(\"woff2\")}");
        let named = name_by_content(&files(&[css, ("fonts/x.woff2", "1")])).unwrap();
        let text = String::from_utf8(named["public.css"].content.clone()).unwrap();
        let font = &named["fonts/x.woff2"].name;
        assert_eq!(text, format!("a{{src:url(./{font}) format(\"woff2\")}}"));
        let later = name_by_content(&files(&[css, ("fonts/x.woff2", "2")])).unwrap();
        assert_ne!(named["public.css"].name, later["public.css"].name);
    }

    #[test]
    fn a_missing_picture_fails_the_build() {
        let named = name_by_content(&files(&[("public.css", "a{b:url(img/gone.svg)}")]));
        let error = named.err().map(|error| error.to_string());
        assert_eq!(error.as_deref(), Some("public.css refers to img/gone.svg, which is missing"));
    }

    #[test]
    fn scripts_that_import_each_other_fail_the_build() {
        let circle = files(&[("a.js", "import './b.js'"), ("b.js", "import './a.js'")]);
        assert!(name_by_content(&circle).is_err());
    }

    #[test]
    fn scripts_and_icons_lose_their_folder() {
        assert_eq!(logical_name(Path::new("scripts/loader.js")).as_deref(), Some("loader.js"));
        assert_eq!(logical_name(Path::new("fonts/a.woff2")).as_deref(), Some("fonts/a.woff2"));
        assert_eq!(logical_name(Path::new("styles/public.scss")), None);
    }
}

//! The two browser bundles: cargo, then bindings, then wasm-opt.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};
use wasm_bindgen_cli_support::Bindgen;

use crate::wasm_target::{self, WasmTarget};
use crate::{npm, process, workspace};

/// A binary of the crate `web`, and what its bundle is called.
const BUNDLES: [(&str, &str); 2] = [("public", "public"), ("staff", "staff-app")];

/// What browsers have had since 2022. `--all-features` makes a module that Chromium refuses.
const WASM_OPT: [&str; 8] = [
    "-Oz",
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-reference-types",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-multivalue",
];

/// Builds both bundles as `NAME.js` and `NAME.wasm` in the web cache.
pub fn build() -> Result<()> {
    let target = WasmTarget::get()?;
    println!("Building the browser bundles");
    process::run(target.cargo("build").args(["-p", "web", "--bins", "--features", "csr", "--profile", "wasm"]))?;
    let built = workspace::cargo_target().join(wasm_target::NAME).join("wasm");
    for (binary, bundle) in BUNDLES {
        let module = built.join(binary).with_extension("wasm");
        let mut input = workspace::read(&module)?;
        input.extend(npm::lock_file()?);
        let output = workspace::web_cache().join(bundle).with_extension("wasm");
        workspace::unless_done(&output, &workspace::hash(&input), || pack(&module, bundle, &output))?;
    }
    Ok(())
}

fn pack(module: &Path, bundle: &str, output: &Path) -> Result<()> {
    let bound = workspace::web_cache().join("bound").join(bundle);
    if bound.exists() {
        fs::remove_dir_all(&bound)?;
    }
    Bindgen::new()
        .input_path(module)
        .out_name(bundle)
        .web(true)?
        .typescript(false)
        .omit_default_module_path(true)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate(&bound)
        .with_context(|| format!("no bindings for {}", module.display()))?;
    // A crate's own script files would be imported by names that this build does not hash.
    ensure!(!bound.join("snippets").exists(), "{bundle} brings scripts of a dependency along");
    let bound_module = bound.join(format!("{bundle}_bg.wasm"));
    process::run(
        Command::new("node")
            .arg(npm::modules().join("binaryen/bin/wasm-opt"))
            .args(WASM_OPT)
            .arg(&bound_module)
            .arg("-o")
            .arg(output),
    )?;
    let script = workspace::read(&bound.join(bundle).with_extension("js"))?;
    workspace::write_whole(&output.with_extension("js"), &script)
}

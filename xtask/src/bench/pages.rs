//! Pages against a bare handler that serves the same bytes, loaded by wrk.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use super::client::Client;
use super::counter::{Counter, Place};
use super::load::median;
use super::table::{Reach, Row, Table};
use crate::{apt, process, workspace};

/// The first step of a form, made for each visitor anew.
const MADE: &str = "/services/police-report/start";
/// The front door, in both languages.
const KEPT: [&str; 2] = ["/", "/es/"];

const ROUNDS: usize = 3;
const SECONDS: u32 = 5;
const CONNECTIONS: u32 = 64;

/// Gives each request an address of its own, as the other clients of the bench do. The lines are made before the
/// load begins, so that it costs wrk as little as a request that stays the same.
const SCRIPT: &str = r#"
local requests, at = {}, 0
function init(arguments)
  local coding = arguments[1] and ("Accept-Encoding: " .. arguments[1] .. "\r\n") or ""
  for i = 1, 16384 do
    requests[i] = "GET " .. wrk.path .. " HTTP/1.1\r\nHost: " .. wrk.host .. "\r\n" .. coding ..
      "X-Forwarded-For: 10.9." .. math.floor(i / 256) % 256 .. "." .. i % 256 .. "\r\n\r\n"
  end
end
function request()
  at = at % 16384 + 1
  return requests[at]
end
"#;

/// How a page is asked for, and what the bare handler does for the same.
const AS_IT_IS: Way = Way { coding: None, bare: "/plain", words: "uncompressed" };
const COMPRESSED_ANEW: Way = Way { coding: Some("gzip"), bare: "/compressing", words: "compressed for each request" };
const KEPT_COMPRESSED: Way = Way { coding: Some("br"), bare: "/kept", words: "compressed once" };

struct Way {
    coding: Option<&'static str>,
    bare: &'static str,
    words: &'static str,
}

/// Measures the pages.
pub fn measure(table: &mut Table, place: &Place, counter: &Counter) -> Result<()> {
    if process::find("wrk").is_none() {
        apt::install(&["wrk"], "loading the pages")?;
    }
    let dir = workspace::cargo_target().join("bench");
    let script = dir.join("addresses.lua");
    fs::write(&script, SCRIPT)?;
    let mut against = |page: &str, ways: [&Way; 2], share: f64, what: &str| -> Result<()> {
        let file = keep(&dir, counter, page)?;
        let bare = place.bare(&file)?;
        for way in ways {
            let (ours, theirs) = rounds(&script, counter, &bare, page, way)?;
            table.add(Row {
                what: format!("{what} `{page}`, {}", way.words),
                figure: format!("{ours:.0}/s of {theirs:.0}/s: {:.0}%", ours / theirs * 100.0),
                reach: Some(Reach { words: format!("at least {:.0}%", share * 100.0), met: ours / theirs >= share }),
            });
        }
        Ok(())
    };
    against(MADE, [&AS_IT_IS, &COMPRESSED_ANEW], 0.25, "page made for each request,")?;
    for page in KEPT {
        against(page, [&AS_IT_IS, &KEPT_COMPRESSED], 0.60, "page that is the same for everyone,")?;
    }
    Ok(())
}

/// Writes the page as it is served into a file, for the bare handler.
fn keep(dir: &Path, counter: &Counter, page: &str) -> Result<PathBuf> {
    let answer = Client::connect(&counter.address)?.get(page)?;
    ensure!(answer.status == 200, "{page} answered {}", answer.status);
    let file = dir.join("page.html");
    fs::write(&file, answer.body)?;
    Ok(file)
}

/// Requests per second, ours and the bare handler's: the medians of rounds in turns.
fn rounds(script: &Path, counter: &Counter, bare: &Counter, page: &str, way: &Way) -> Result<(f64, f64)> {
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    // The first round warms up.
    for round in 0..=ROUNDS {
        let seconds = if round == 0 { 1 } else { SECONDS };
        let one = wrk(script, &counter.address, page, way.coding, seconds)?;
        let other = wrk(script, &bare.address, way.bare, way.coding, seconds)?;
        if round > 0 {
            ours.push(one);
            theirs.push(other);
        }
    }
    Ok((median(ours), median(theirs)))
}

fn wrk(script: &Path, address: &str, page: &str, coding: Option<&str>, seconds: u32) -> Result<f64> {
    let mut command = Command::new("wrk");
    command
        .args(["-t1", "--timeout", "30s", &format!("-c{CONNECTIONS}"), &format!("-d{seconds}s"), "-s"])
        .arg(script)
        .arg(format!("http://{address}{page}"))
        .arg("--")
        .args(coding);
    let printed = process::output(&mut command)?;
    let wrong = |line: &&str| line.contains("Non-2xx") || line.contains("Socket errors");
    ensure!(!printed.lines().any(|line| wrong(&line)), "{page}: {printed}");
    let rate = printed.lines().find_map(|line| line.strip_prefix("Requests/sec:")).context("no rate")?;
    Ok(rate.trim().parse()?)
}

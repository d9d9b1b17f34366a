//! One client: a connection that is kept, requests one after the other.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};

/// Every request comes from an address of its own, as from as many people: a flood from one address is refused.
static ADDRESS: AtomicU32 = AtomicU32::new(0x0a00_0000);

const PATIENCE: Duration = Duration::from_secs(120);

/// A connection to a server.
pub struct Client {
    address: String,
    stream: BufReader<TcpStream>,
    /// Header lines of every request, as a cookie.
    headers: String,
}

/// What came back.
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// The header lines.
    pub head: String,
    /// The body.
    pub body: Vec<u8>,
}

impl Client {
    /// Connects.
    pub fn connect(address: &str) -> Result<Self> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        Ok(Self { address: address.to_owned(), stream: BufReader::new(stream), headers: String::new() })
    }

    /// The same client, signed in with a demo account.
    pub fn signed_in(address: &str, account: &str) -> Result<Self> {
        let mut client = Self::connect(address)?;
        let answer = client.post("/api/v1/staff/session", &crate::demo::credentials(account)?)?;
        ensure!(answer.status == 200, "signing in as {account}: {}", answer.status);
        let cookie = answer.header("set-cookie").context("no session")?;
        let pair = cookie.split(';').next().unwrap_or_default();
        client.headers = format!("Cookie: {pair}\r\n");
        Ok(client)
    }

    /// Reads an address.
    pub fn get(&mut self, path: &str) -> Result<Answer> {
        self.ask("GET", path, "")?;
        self.answer()
    }

    /// Sends JSON.
    pub fn post(&mut self, path: &str, json: &str) -> Result<Answer> {
        self.ask("POST", path, json)?;
        self.answer()
    }

    /// Reads an address to its end without keeping what comes; the status, the lines, the bytes.
    pub fn drain(&mut self, path: &str, mut meanwhile: impl FnMut()) -> Result<(u16, u64, u64)> {
        self.ask("GET", path, "")?;
        let (status, head) = self.head()?;
        ensure!(header(&head, "transfer-encoding").is_some_and(|coding| coding == "chunked"), "not streamed: {head}");
        let (mut lines, mut bytes) = (0, 0);
        while let Some(chunk) = self.chunk()? {
            lines += u64::try_from(chunk.iter().filter(|byte| **byte == b'\n').count())?;
            bytes += u64::try_from(chunk.len())?;
            meanwhile();
        }
        Ok((status, lines, bytes))
    }

    fn ask(&mut self, method: &str, path: &str, body: &str) -> Result<()> {
        let [a, b, c, d] = ADDRESS.fetch_add(1, Ordering::Relaxed).to_be_bytes();
        let request = format!(
            "{method} {path} HTTP/1.1\r\nHost: {}\r\nAccept: application/json\r\nX-Forwarded-For: {a}.{b}.{c}.{d}\r\n\
             Sec-Fetch-Site: same-origin\r\nContent-Type: application/json\r\nContent-Length: {}\r\n{}\r\n{body}",
            self.address,
            body.len(),
            self.headers,
        );
        Ok(self.stream.get_mut().write_all(request.as_bytes())?)
    }

    fn answer(&mut self) -> Result<Answer> {
        let (status, head) = self.head()?;
        let mut body = Vec::new();
        if let Some(length) = header(&head, "content-length") {
            body.resize(length.parse()?, 0);
            self.stream.read_exact(&mut body)?;
        } else if header(&head, "transfer-encoding").is_some() {
            while let Some(chunk) = self.chunk()? {
                body.extend(chunk);
            }
        }
        Ok(Answer { status, head, body })
    }

    /// The status and the header lines.
    fn head(&mut self) -> Result<(u16, String)> {
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") {
            ensure!(self.stream.read_line(&mut head)? > 0, "the server closed the connection");
        }
        // "HTTP/1.1 200 OK"
        let status = head.get(9..12).and_then(|code| code.parse().ok()).context("no HTTP answer")?;
        Ok((status, head))
    }

    /// The next chunk; none at the end.
    fn chunk(&mut self) -> Result<Option<Vec<u8>>> {
        let mut size = String::new();
        self.stream.read_line(&mut size)?;
        let size = usize::from_str_radix(size.trim(), 16).context("no chunk")?;
        let mut chunk = vec![0; size + 2];
        self.stream.read_exact(&mut chunk)?;
        chunk.truncate(size);
        Ok((size > 0).then_some(chunk))
    }
}

impl Answer {
    /// The first header of a name in lower case.
    pub fn header(&self, name: &str) -> Option<&str> {
        header(&self.head, name)
    }
}

fn header<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    let pairs = head.lines().filter_map(|line| line.split_once(':'));
    pairs.into_iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim())
}

/// The time now, for measuring.
#[expect(clippy::disallowed_methods, reason = "a bench measures the machine's own time")]
pub fn now() -> Instant {
    Instant::now()
}

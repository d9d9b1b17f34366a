//! A mail server of a few lines that can misbehave.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

use url::Url;

/// How it behaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    /// Takes every mail.
    Takes,
    /// Says no to every recipient, with words that must not be repeated.
    Refuses,
    /// Goes away in the middle of a mail.
    DiesHalfWay,
    /// Takes the mail and goes away before it says so.
    DiesAfterTheLastWord,
}

/// What a server that refuses says.
pub const WORDS: &str = "mailbox of a certain person is full";

/// A running server; its thread ends with the test.
pub struct MailServer {
    /// Where it listens.
    pub url: Url,
    manner: Arc<Mutex<Manner>>,
    taken: Arc<Mutex<Vec<String>>>,
}

impl MailServer {
    pub fn start(manner: Manner) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("smtp://{}", listener.local_addr().unwrap()).parse().unwrap();
        let server = Self { url, manner: Arc::new(Mutex::new(manner)), taken: Arc::default() };
        let (manner, taken) = (Arc::clone(&server.manner), Arc::clone(&server.taken));
        thread::spawn(move || {
            for connection in listener.incoming() {
                let (manner, taken) = (*manner.lock().unwrap(), Arc::clone(&taken));
                // A client that goes away is its own matter.
                thread::spawn(move || talk(&connection.unwrap(), manner, &taken).ok());
            }
        });
        server
    }

    pub fn becomes(&self, manner: Manner) {
        *self.manner.lock().unwrap() = manner;
    }

    /// The mails that were taken, as they came.
    pub fn taken(&self) -> Vec<String> {
        self.taken.lock().unwrap().clone()
    }
}

fn talk(mut connection: &TcpStream, manner: Manner, taken: &Mutex<Vec<String>>) -> std::io::Result<()> {
    let mut lines = BufReader::new(connection).lines();
    connection.write_all(b"220 example.test\r\n")?;
    while let Some(line) = lines.next() {
        let line = line?;
        let answer = match line.split([' ', ':']).next().unwrap_or_default() {
            "RCPT" if manner == Manner::Refuses => format!("550 {WORDS}"),
            "DATA" if manner == Manner::DiesHalfWay => return Ok(()),
            "DATA" => {
                connection.write_all(b"354 go on\r\n")?;
                let mut mail = Vec::new();
                loop {
                    match lines.next().transpose()? {
                        Some(line) if line == "." => break,
                        Some(line) => mail.push(line),
                        // The client died before the last word: nothing was taken.
                        None => return Ok(()),
                    }
                }
                taken.lock().unwrap().push(mail.join("\n"));
                if manner == Manner::DiesAfterTheLastWord {
                    return Ok(());
                }
                "250 taken".to_owned()
            }
            "QUIT" => "221 bye".to_owned(),
            _ => "250 fine".to_owned(),
        };
        connection.write_all(format!("{answer}\r\n").as_bytes())?;
    }
    Ok(())
}

//! A way to the database that can be cut, and one that swallows everything.

use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Condvar, Mutex};
use std::thread;

/// What happens to connections.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// All goes through.
    Open,
    /// Connections end at once, old ones too: the database's machine is gone.
    Cut,
    /// Nothing goes through and nobody says so: a cable that was pulled.
    Silent,
}

/// A proxy before a server; its threads end with the test.
pub struct Network {
    /// Where clients connect.
    pub address: SocketAddr,
    state: Arc<State>,
}

struct State {
    way: Mutex<Way>,
    changed: Condvar,
    open: Mutex<Vec<TcpStream>>,
}

impl Network {
    pub fn to(server: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let state = Arc::new(State { way: Mutex::new(Way::Open), changed: Condvar::new(), open: Mutex::default() });
        let (shared, server) = (Arc::clone(&state), server.to_owned());
        thread::spawn(move || {
            for client in listener.incoming() {
                let client = client.unwrap();
                if *shared.way.lock().unwrap() != Way::Cut {
                    shared.connect(client, TcpStream::connect(&server).unwrap());
                }
            }
        });
        Self { address, state }
    }

    pub fn becomes(&self, way: Way) {
        *self.state.way.lock().unwrap() = way;
        self.state.changed.notify_all();
        if way == Way::Cut {
            for end in self.state.open.lock().unwrap().drain(..) {
                // The other side may have gone before.
                end.shutdown(Shutdown::Both).ok();
            }
        }
    }
}

impl State {
    fn connect(self: &Arc<Self>, client: TcpStream, server: TcpStream) {
        let [to_server, to_client] = [(&client, &server), (&server, &client)]
            .map(|(from, to)| (from.try_clone().unwrap(), to.try_clone().unwrap(), Arc::clone(self)));
        for (from, to, state) in [to_server, to_client] {
            // An end that breaks is what this is for.
            thread::spawn(move || state.pump(from, to).ok());
        }
        self.open.lock().unwrap().extend([client, server]);
    }

    fn pump(&self, mut from: TcpStream, mut to: TcpStream) -> std::io::Result<()> {
        let mut bytes = [0; 16 * 1024];
        loop {
            let read = from.read(&mut bytes)?;
            drop(self.changed.wait_while(self.way.lock().unwrap(), |way| *way == Way::Silent).unwrap());
            if read == 0 {
                return to.shutdown(Shutdown::Write);
            }
            to.write_all(&bytes[..read])?;
        }
    }
}

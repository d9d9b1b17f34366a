//! Integration tests: the real server on both databases.

#[cfg(test)]
mod support;

#[cfg(test)]
mod engine;
#[cfg(test)]
mod fails;
#[cfg(test)]
mod history;
#[cfg(test)]
mod hostile;
#[cfg(test)]
mod http;
#[cfg(test)]
mod jobs;
#[cfg(test)]
mod parity;
#[cfg(test)]
mod policy;
#[cfg(test)]
mod public;
#[cfg(test)]
mod schema;
#[cfg(test)]
mod secrecy;
#[cfg(test)]
mod staff;
#[cfg(test)]
mod survives;

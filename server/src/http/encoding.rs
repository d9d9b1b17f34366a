//! How text travels: the codings that a client takes, and compression into them.

use std::io::Write;

use actix_web::http::header::{self, HeaderMap};

use super::extract::header_text;

/// Brotli for what is sent many times: 0.3 ms for a page, and a fifth smaller than gzip.
const KEPT_BROTLI: u32 = 5;
/// Brotli for one answer, where nothing else is taken.
const ONCE_BROTLI: u32 = 1;
/// The window that a page fits into.
const BROTLI_WINDOW: u32 = 18;
const BROTLI_BUFFER: usize = 4096;

/// A coding of a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Coding {
    /// As it is.
    Identity,
    /// RFC 1952.
    Gzip,
    /// RFC 7932.
    Brotli,
}

impl Coding {
    /// The coding for what is kept compressed: the smallest that the client takes.
    #[must_use]
    pub fn smallest(headers: &HeaderMap) -> Self {
        Self::first(headers, [Self::Brotli, Self::Gzip])
    }

    /// The coding for what is compressed for one answer: gzip at its fast level is smaller and faster than brotli's.
    #[must_use]
    pub fn quickest(headers: &HeaderMap) -> Self {
        Self::first(headers, [Self::Gzip, Self::Brotli])
    }

    fn first(headers: &HeaderMap, codings: [Self; 2]) -> Self {
        let accepted = header_text(headers, header::ACCEPT_ENCODING.as_str()).unwrap_or_default();
        codings.into_iter().find(|coding| accepts(accepted, coding.name())).unwrap_or(Self::Identity)
    }

    /// Its name in headers.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Identity => "identity",
            Self::Gzip => "gzip",
            Self::Brotli => "br",
        }
    }
}

/// Whether `Accept-Encoding` names a coding and does not refuse it with a weight of zero.
fn accepts(header: &str, coding: &str) -> bool {
    header.split(',').any(|part| {
        let mut words = part.split(';').map(str::trim);
        let refused = |weight: &str| weight.strip_prefix("q=").and_then(|q| q.parse::<f32>().ok()) == Some(0.0);
        words.next().is_some_and(|name| name.eq_ignore_ascii_case(coding)) && !words.any(refused)
    })
}

/// Compresses what is sent many times.
#[must_use]
pub fn compress_to_keep(coding: Coding, plain: &[u8]) -> Vec<u8> {
    compress(coding, plain, KEPT_BROTLI, flate2::Compression::default())
}

/// Compresses one answer, in less time than making it took.
#[must_use]
pub fn compress_once(coding: Coding, plain: &[u8]) -> Vec<u8> {
    compress(coding, plain, ONCE_BROTLI, flate2::Compression::new(2))
}

fn compress(coding: Coding, plain: &[u8], brotli: u32, gzip: flate2::Compression) -> Vec<u8> {
    let small = Vec::with_capacity(plain.len() / 2);
    // Writing into memory cannot fail.
    match coding {
        Coding::Identity => plain.to_vec(),
        Coding::Gzip => {
            let mut encoder = flate2::write::GzEncoder::new(small, gzip);
            encoder.write_all(plain).ok();
            encoder.finish().unwrap_or_default()
        }
        Coding::Brotli => {
            let mut encoder = brotli::CompressorWriter::new(small, BROTLI_BUFFER, brotli, BROTLI_WINDOW);
            encoder.write_all(plain).ok();
            encoder.into_inner()
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn a_coding_is_taken_when_it_is_named_and_not_refused() {
        assert!(accepts("gzip, deflate, br", "br"));
        assert!(accepts("br;q=0.5", "br"));
        assert!(!accepts("br;q=0, gzip", "br"));
        assert!(!accepts("brx", "br"));
        assert!(!accepts("", "br"));
    }

    #[test]
    fn what_was_compressed_comes_back() {
        let plain = "The counter is open. ".repeat(500).into_bytes();
        for compress in [compress_to_keep, compress_once] {
            let (mut gzip, mut brotli) = (Vec::new(), Vec::new());
            flate2::read::GzDecoder::new(compress(Coding::Gzip, &plain).as_slice()).read_to_end(&mut gzip).unwrap();
            brotli::Decompressor::new(compress(Coding::Brotli, &plain).as_slice(), 4096)
                .read_to_end(&mut brotli)
                .unwrap();
            assert!(gzip == plain && brotli == plain);
        }
    }
}

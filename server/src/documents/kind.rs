//! What a file is, told by its content. The name and the type that a browser sends count for nothing.
//!
//! Nothing is ever unpacked or drawn here, so that a file that grows without end when it is (a "zip bomb") is only as
//! large as it is.

use super::PutError;

/// The allowed kinds of files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A PDF document.
    Pdf,
    /// A JPEG picture.
    Jpeg,
    /// A PNG picture.
    Png,
    /// A HEIC picture, as iPhones take them.
    Heic,
    /// Plain text in UTF-8.
    Txt,
    /// A Word document without macros.
    Docx,
    /// An MP4 video.
    Mp4,
    /// An MP3 recording.
    Mp3,
    /// A WAV recording.
    Wav,
}

/// The `accept` attribute of a file input that takes every kind.
pub const ACCEPT: &str = ".pdf,.jpg,.jpeg,.png,.heic,.txt,.docx,.mp4,.mp3,.wav";

impl Kind {
    const ALL: [Self; 9] =
        [Self::Pdf, Self::Jpeg, Self::Png, Self::Heic, Self::Txt, Self::Docx, Self::Mp4, Self::Mp3, Self::Wav];

    /// The media type that the file is served with.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Heic => "image/heic",
            Self::Txt => "text/plain; charset=utf-8",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Mp4 => "video/mp4",
            Self::Mp3 => "audio/mpeg",
            Self::Wav => "audio/wav",
        }
    }

    /// The kind of a stored media type.
    #[must_use]
    pub fn of_media_type(media_type: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.media_type() == media_type)
    }

    /// The endings that a name of this kind may have, the usual one first.
    #[must_use]
    pub const fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Pdf => &["pdf"],
            Self::Jpeg => &["jpg", "jpeg"],
            Self::Png => &["png"],
            Self::Heic => &["heic", "heif"],
            Self::Txt => &["txt"],
            Self::Docx => &["docx"],
            Self::Mp4 => &["mp4", "m4v"],
            Self::Mp3 => &["mp3"],
            Self::Wav => &["wav"],
        }
    }

    /// How people call the kind: "PDF".
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Pdf => "PDF",
            Self::Jpeg => "JPEG",
            Self::Png => "PNG",
            Self::Heic => "HEIC",
            Self::Txt => "TXT",
            Self::Docx => "DOCX",
            Self::Mp4 => "MP4",
            Self::Mp3 => "MP3",
            Self::Wav => "WAV",
        }
    }
}

/// A check that goes along with the stream: some kinds show only at their end that they are what they seemed.
#[derive(Debug)]
pub struct Check {
    kind: Kind,
    /// The last bytes seen: a character or a name may be cut by the edge of two pieces.
    tail: Vec<u8>,
    /// For DOCX: whether the main part was seen.
    confirmed: bool,
    /// Whether the mark was seen that ends a file of this kind.
    ended: bool,
    /// Whether the mark was seen of a file that asks for a password.
    locked: bool,
}

/// The part without which a ZIP is no Word document.
const WORD_PART: &[u8] = b"word/document.xml";
/// The part that holds macros.
const MACRO_PART: &[u8] = b"vbaProject.bin";
/// How a PDF names its encryption.
const PDF_LOCK: &[u8] = b"/Encrypt";

/// The mark that a whole file of a kind has near its end; kinds without one cannot be told from cut ones.
///
/// A JPEG's preview picture ends with the same mark, so that a cut photo with one passes.
const fn end_of(kind: Kind) -> Option<&'static [u8]> {
    match kind {
        Kind::Pdf => Some(b"%%EOF"),
        Kind::Png => Some(b"IEND"),
        Kind::Jpeg => Some(b"\xFF\xD9"),
        Kind::Docx => Some(b"PK\x05\x06"),
        _ => None,
    }
}

impl Check {
    /// Begins with the first bytes of a file; none when it cannot be one of the kinds.
    #[must_use]
    pub fn of(head: &[u8]) -> Option<Self> {
        // Only the matchers that are asked for: `infer::get` also parses compound files that strangers made.
        let kind = match head {
            _ if head.trim_ascii_start().starts_with(b"%PDF-") => Kind::Pdf,
            _ if infer::image::is_jpeg(head) => Kind::Jpeg,
            _ if infer::image::is_png(head) => Kind::Png,
            _ if infer::image::is_heif(head) => Kind::Heic,
            _ if infer::video::is_mp4(head) || infer::video::is_m4v(head) => Kind::Mp4,
            _ if infer::audio::is_wav(head) => Kind::Wav,
            // Bit 0 of an entry's flags: a ZIP with a password, which no Word document is.
            [b'P', b'K', 3, 4, _, _, flags, ..] if flags & 1 == 0 => Kind::Docx,
            _ if infer::audio::is_mp3(head) => Kind::Mp3,
            _ if is_markup(head) || head.starts_with(b"PK") => return None,
            _ => Kind::Txt,
        };
        Some(Self {
            kind,
            tail: Vec::new(),
            confirmed: kind != Kind::Docx,
            ended: end_of(kind).is_none(),
            locked: false,
        })
    }

    /// Looks at the next bytes; none when they show that the file is not what it seemed.
    #[must_use]
    pub fn push(&mut self, bytes: &[u8]) -> Option<()> {
        if self.kind == Kind::Txt {
            return self.push_text(bytes);
        }
        self.push_marked(bytes)
    }

    /// The kind, once the whole file was seen.
    ///
    /// # Errors
    /// [`PutError::Kind`] or [`PutError::CutOff`].
    pub fn finish(&self) -> Result<Kind, PutError> {
        match self.kind {
            Kind::Txt if !self.tail.is_empty() => Err(PutError::Kind),
            _ if !self.ended => Err(PutError::CutOff),
            _ if !self.confirmed => Err(PutError::Kind),
            kind => Ok(kind),
        }
    }

    /// Whether the file may ask for a password, once the whole of it was seen. Many a PDF opens without one all the
    /// same: so it is taken, and staff are told.
    #[must_use]
    pub const fn locked(&self) -> bool {
        self.locked
    }

    /// Text is UTF-8 without NUL.
    fn push_text(&mut self, bytes: &[u8]) -> Option<()> {
        self.tail.extend_from_slice(bytes);
        let whole = match std::str::from_utf8(&self.tail) {
            Ok(_) => self.tail.len(),
            // No length: a character that the next piece completes.
            Err(error) if error.error_len().is_none() => error.valid_up_to(),
            Err(_) => return None,
        };
        let seen: Vec<u8> = self.tail.drain(..whole).collect();
        (!seen.contains(&0)).then_some(())
    }

    /// Looks for the marks of a kind. A Word document names its parts in clear in the ZIP's headers.
    fn push_marked(&mut self, bytes: &[u8]) -> Option<()> {
        let Some(end) = end_of(self.kind) else { return Some(()) };
        self.tail.extend_from_slice(bytes);
        let holds = |mark: &[u8]| memchr::memmem::find(&self.tail, mark).is_some();
        self.ended |= holds(end);
        let macros = match self.kind {
            Kind::Docx => {
                self.confirmed |= holds(WORD_PART);
                holds(MACRO_PART)
            }
            Kind::Pdf => {
                self.locked |= holds(PDF_LOCK);
                false
            }
            _ => false,
        };
        // As much as the longest mark, which may be cut by the edge of two pieces.
        self.tail.drain(..self.tail.len().saturating_sub(WORD_PART.len()));
        (!macros).then_some(())
    }
}

/// Text that a browser or a shell would run.
fn is_markup(head: &[u8]) -> bool {
    let start = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
    start.starts_with(b"<") || start.starts_with(b"#!") || start.starts_with(b"{\\rtf")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const HEAD: usize = 16;

    fn verdict(file: &[u8], cut: usize) -> Option<Kind> {
        let (head, rest) = file.split_at(file.len().min(HEAD));
        let mut check = Check::of(head)?;
        check.push(head)?;
        let (first, second) = rest.split_at(cut % (rest.len() + 1));
        check.push(first)?;
        check.push(second)?;
        check.finish().ok()
    }

    proptest! {
        #[test]
        fn no_bytes_break_the_check_and_where_a_stream_is_cut_changes_nothing(
            beginning in prop::sample::select(vec![
                b"".as_slice(), b"%PDF-1.7\n", b"\xFF\xD8\xFF\xE0", b"\x89PNG\r\n\x1a\n", b"PK\x03\x04\x14\0\0\0", b"PK\x05\x06",
                b"\0\0\0\x18ftypheic", b"\0\0\0\x18ftypmp42", b"RIFF\0\0\0\0WAVE", b"ID3\x04", b"MZ", b"<svg", b"Se\xc3\xb1as",
            ]),
            middle: Vec<u8>,
            mark in prop::sample::select(vec![b"".as_slice(), b"%%EOF", b"IEND", b"\xFF\xD9", WORD_PART, MACRO_PART, "ñ".as_bytes()]),
            end in prop::sample::select(vec![b"".as_slice(), b"PK\x05\x06", b"\xc3"]),
            cut: usize,
            length in 0..200_usize,
        ) {
            let mut file = [beginning, &middle, mark, end].concat();
            prop_assert_eq!(verdict(&file, cut), verdict(&file, 0));
            file.truncate(length);
            let truncated = verdict(&file, cut);
            prop_assert!(truncated != Some(Kind::Docx) || memchr::memmem::find(&file, b"PK\x05\x06").is_some());
        }
    }
}

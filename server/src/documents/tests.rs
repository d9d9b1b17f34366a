use futures_util::stream;
use tempfile::TempDir;

use super::*;

fn store() -> (Documents, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let random = Random::seeded(7);
    let secrets = Secrets::parse(&Secrets::generate(&random)).unwrap();
    (Documents::open(&format!("file:{}", folder.path().display()), None, secrets, random).unwrap(), folder)
}

/// A body in pieces of an awkward size.
fn body(bytes: &[u8]) -> impl Stream<Item = Result<Bytes, ()>> + Unpin {
    stream::iter(bytes.chunks(1009).map(|piece| Ok(Bytes::copy_from_slice(piece))).collect::<Vec<_>>())
}

async fn read(documents: &Documents, stored: &Stored) -> Result<Vec<u8>, GetError> {
    let mut content = Vec::new();
    let mut stream = Box::pin(documents.get(&stored.storage_key, stored.sealed).await?);
    while let Some(bytes) = stream.next().await.transpose()? {
        content.extend_from_slice(&bytes);
    }
    Ok(content)
}

fn files(folder: &TempDir) -> Vec<PathBuf> {
    std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().path()).collect()
}

fn pdf(bytes: usize) -> Vec<u8> {
    let mut pdf = b"%PDF-1.7\n%%EOF\n".to_vec();
    pdf.extend((pdf.len()..bytes).map(|n| u8::try_from(n % 251).unwrap()));
    pdf
}

#[tokio::test]
async fn a_file_comes_back_as_it_went_in_with_its_hash() {
    let (documents, _folder) = store();
    for size in [15, 4096, 300_000, 1_000_000] {
        for sealed in [false, true] {
            let content = pdf(size);
            let stored = documents.put(sealed, MAX_FILE_BYTES, body(&content)).await.unwrap();
            assert_eq!((stored.kind, stored.size_bytes), (Kind::Pdf, u64::try_from(content.len()).unwrap()));
            assert_eq!(stored.sha256, crate::secrets::sha256(&[&content]));
            assert_eq!(read(&documents, &stored).await.unwrap(), content);
        }
    }
}

#[tokio::test]
async fn pieces_of_a_sealed_file_that_end_exactly_at_an_edge_come_back() {
    let (documents, _folder) = store();
    for size in [65_535, 65_536, 65_537, 131_072] {
        let content = pdf(size);
        let stored = documents.put(true, MAX_FILE_BYTES, body(&content)).await.unwrap();
        assert_eq!(read(&documents, &stored).await.unwrap(), content, "{size} bytes");
    }
}

#[tokio::test]
async fn an_identity_document_is_not_on_the_disk_in_clear_and_every_change_is_noticed() {
    let (documents, folder) = store();
    let content = [b"%PDF-1.7 ".as_slice(), &b"DANA WHITFIELD 1990 ".repeat(10_000), b"%%EOF"].concat();
    let stored = documents.put(true, MAX_FILE_BYTES, body(&content)).await.unwrap();
    let path = files(&folder).pop().unwrap();
    let disk = std::fs::read(&path).unwrap();
    assert!(!disk.windows(6).any(|window| window == b"WHITFI" || window == b"%PDF-1"));

    let mut changed = disk.clone();
    changed[70_000] ^= 1;
    let swapped =
        [&disk[..76], &disk[76 + 65_552..76 + 2 * 65_552], &disk[76..76 + 65_552], &disk[76 + 2 * 65_552..]].concat();
    for (what, bytes) in [
        ("changed", changed),
        ("cut", disk[..76 + 2 * 65_552].to_vec()),
        ("headless", disk[..40].to_vec()),
        ("swapped", swapped),
    ] {
        std::fs::write(&path, bytes).unwrap();
        assert!(matches!(read(&documents, &stored).await, Err(GetError::Unopened(_))), "{what} was not noticed");
    }
    // Under another name it does not open either.
    let other = Stored { storage_key: "0".repeat(32), ..stored };
    std::fs::write(folder.path().join(&other.storage_key), disk).unwrap();
    assert!(matches!(read(&documents, &other).await, Err(GetError::Unopened(_))));
}

#[tokio::test]
async fn nothing_is_left_of_a_refused_or_broken_upload() {
    let (documents, folder) = store();
    let result = documents.put(false, 100_000, body(&pdf(100_001))).await;
    assert!(matches!(result, Err(PutError::TooLarge)), "{result:?}");
    let result = documents.put(false, 100_000, body(&[b"words ".repeat(2000), vec![0]].concat())).await;
    assert!(matches!(result, Err(PutError::Kind)), "{result:?}");
    let result = documents.put(false, 100_000, body(b"")).await;
    assert!(matches!(result, Err(PutError::Empty)), "{result:?}");
    let broken = stream::iter([Ok(Bytes::from(pdf(50_000))), Err(())]);
    let result = documents.put(false, 100_000, broken).await;
    assert!(matches!(result, Err(PutError::Broken)), "{result:?}");
    assert_eq!(files(&folder), Vec::<PathBuf>::new());
}

#[tokio::test]
async fn the_kind_is_told_by_the_content() {
    let (documents, _folder) = store();
    let docx = |part: &str| {
        [b"PK\x03\x04".as_slice(), &[0; 3000], b"word/document.xml", &[0; 2000], part.as_bytes(), b"PK\x05\x06"]
            .concat()
    };
    let heic = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic....".to_vec();
    for (content, kind) in [
        (b"\xFF\xD8\xFF\xE0....\xFF\xD9".to_vec(), Some(Kind::Jpeg)),
        (b"\x89PNG\r\n\x1a\n....IEND".to_vec(), Some(Kind::Png)),
        (heic, Some(Kind::Heic)),
        (b"\0\0\0\x18ftypisom\0\0\0\0mp42....".to_vec(), Some(Kind::Mp4)),
        (b"ID3\x03....".to_vec(), Some(Kind::Mp3)),
        (b"RIFF\0\0\0\0WAVEfmt ".to_vec(), Some(Kind::Wav)),
        ("Señas: a text, cut between two pieces".repeat(500).into_bytes(), Some(Kind::Txt)),
        (docx(""), Some(Kind::Docx)),
        (docx("word/vbaProject.bin"), None),
        ([b"PK\x03\x04".as_slice(), &[0; 9000], b"PK\x05\x06"].concat(), None),
        ([b"PK\x03\x04\x14\0\x01\0 encrypted".as_slice(), b"word/document.xml", b"PK\x05\x06"].concat(), None),
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 encrypted by Word".to_vec(), None),
        (b"MZ\x90\0\x03\0".to_vec(), None),
        (b"\x7fELF\x02\x01\x01\0".to_vec(), None),
        (b"<!doctype html><script>".to_vec(), None),
        (b"\xEF\xBB\xBF <svg xmlns=".to_vec(), None),
        (b"#!/bin/sh\n".to_vec(), None),
        (b"GIF89a\x01\0\x01\0".to_vec(), None),
        (b"caf\xe9 in Latin-1".to_vec(), None),
        (b"a character is missing at the end \xc3".to_vec(), None),
    ] {
        let stored = documents.put(false, MAX_FILE_BYTES, body(&content)).await.ok().map(|stored| stored.kind);
        assert_eq!(stored, kind, "{:?}", String::from_utf8_lossy(&content[..content.len().min(30)]));
    }
}

#[tokio::test]
async fn deleting_twice_is_no_fault() {
    let (documents, folder) = store();
    let stored = documents.put(false, MAX_FILE_BYTES, body(&pdf(10))).await.unwrap();
    for _ in 0..2 {
        documents.delete(std::slice::from_ref(&stored.storage_key)).await.unwrap();
    }
    assert_eq!(files(&folder), Vec::<PathBuf>::new());
}

#[tokio::test]
async fn a_file_without_its_end_is_refused_as_cut_off() {
    let (documents, folder) = store();
    let docx = [b"PK\x03\x04".as_slice(), &[0; 3000], b"word/document.xml"].concat();
    for cut in
        [b"%PDF-1.7\n1 0 obj".to_vec(), b"\x89PNG\r\n\x1a\n....".to_vec(), b"\xFF\xD8\xFF\xE0....".to_vec(), docx]
    {
        let result = documents.put(false, MAX_FILE_BYTES, body(&cut)).await;
        assert!(matches!(result, Err(PutError::CutOff)), "{result:?}");
    }
    assert_eq!(files(&folder), Vec::<PathBuf>::new());
}

#[tokio::test]
async fn a_pdf_that_may_ask_for_a_password_is_taken_and_marked() {
    let (documents, _folder) = store();
    for (words, locked) in [("trailer << /Encrypt 5 0 R >>", true), ("trailer << >>", false)] {
        // The mark lies across the edge of two pieces.
        let content = [b"%PDF-1.7\n".as_slice(), &vec![b' '; 5030], words.as_bytes(), b"%%EOF"].concat();
        assert_eq!(documents.put(false, MAX_FILE_BYTES, body(&content)).await.unwrap().locked, locked);
    }
}

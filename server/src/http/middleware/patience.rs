//! How long a body may take: a sender who drips holds a connection and, with a file, room on the disk.

use std::cmp::min;
use std::io::ErrorKind;
use std::time::Duration;

use actix_web::body::MessageBody;
use actix_web::dev::{Payload, ServiceRequest, ServiceResponse};
use actix_web::error::PayloadError;
use actix_web::middleware::Next;
use actix_web::{Error, HttpMessage, web};
use bytes::Bytes;
use futures_util::{Stream, StreamExt};
use tokio::time::{Instant, timeout};

/// How slow a sender may be. Only the time counts in which we wait for it.
#[derive(Debug, Clone, Copy)]
pub struct Patience {
    /// Longest time for the request's head.
    pub head: Duration,
    /// Longest time without a byte.
    pub silence: Duration,
    /// Longest time for a body; each [`Patience::bytes_a_second`] that came add a second to it.
    pub body: Duration,
    /// What a sender must reach in the long run.
    pub bytes_a_second: u32,
}

impl Default for Patience {
    /// For a phone with one bar: a photo of 3 MB may take an hour, but not without a pause of half a minute.
    fn default() -> Self {
        let (head, silence, body) = (Duration::from_secs(5), Duration::from_secs(30), Duration::from_secs(60));
        Self { head, silence, body, bytes_a_second: 1024 }
    }
}

/// Ends a body that comes too slowly with an error, which handlers answer with 408.
///
/// # Errors
/// Never of its own.
pub async fn patience(
    patience: web::Data<Patience>,
    mut request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    match request.take_payload() {
        Payload::None => {}
        body => request.set_payload(Payload::Stream { payload: Box::pin(watched(**patience, body)) }),
    }
    next.call(request).await
}

fn watched(patience: Patience, mut body: Payload) -> impl Stream<Item = Result<Bytes, PayloadError>> {
    async_stream::stream! {
        let mut left = patience.body;
        loop {
            let asked = Instant::now();
            let Ok(piece) = timeout(min(left, patience.silence), body.next()).await else {
                yield Err(PayloadError::Io(ErrorKind::TimedOut.into()));
                break;
            };
            let Some(piece) = piece else { break };
            left = left.saturating_sub(asked.elapsed());
            if let Ok(bytes) = &piece {
                left += Duration::from_secs(1) * u32::try_from(bytes.len()).unwrap_or(u32::MAX) / patience.bytes_a_second;
            }
            yield piece;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::pin::Pin;

    use futures_util::{TryStreamExt, stream};

    use super::*;

    type BoxStream = Pin<Box<dyn Stream<Item = Result<Bytes, PayloadError>>>>;

    const SHORT: Duration = Duration::from_millis(50);
    const LONG: Duration = Duration::from_secs(600);

    async fn read(patience: Patience, body: impl Stream<Item = Bytes> + 'static) -> Result<usize, PayloadError> {
        let payload: BoxStream = Box::pin(body.map(Ok));
        let body = Payload::Stream { payload };
        watched(patience, body).try_fold(0, |sum, bytes| async move { Ok(sum + bytes.len()) }).await
    }

    fn pieces(size: usize) -> impl Stream<Item = Bytes> {
        stream::repeat(()).then(move |()| async move {
            tokio::time::sleep(Duration::from_millis(1)).await;
            Bytes::from(vec![b'x'; size])
        })
    }

    fn too_slow(read: &Result<usize, PayloadError>) -> bool {
        matches!(read, Err(PayloadError::Io(error)) if error.kind() == ErrorKind::TimedOut)
    }

    #[tokio::test]
    async fn who_drips_or_falls_silent_is_left_and_who_goes_on_buys_time_with_every_byte() {
        let patience = Patience { silence: LONG, body: SHORT, ..Patience::default() };
        assert!(too_slow(&read(patience, pieces(0)).await), "a drip without end");
        let much = read(patience, pieces(100 * 1024).take(100)).await;
        assert_eq!(much.unwrap(), 100 * 100 * 1024, "more than the time for a body, but fast");
        let patience = Patience { silence: SHORT, body: LONG, ..Patience::default() };
        assert!(too_slow(&read(patience, pieces(1).take(3).chain(stream::pending())).await), "silence");
    }
}

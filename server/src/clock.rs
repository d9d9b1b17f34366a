//! Time and randomness, the only place that asks the machine for either.

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use uuid::Uuid;

/// What time it is.
#[derive(Debug, Clone)]
pub enum Clock {
    /// The machine's clock.
    System,
    /// A clock that tests move: microseconds since the epoch.
    Mock(Arc<AtomicI64>),
}

impl Clock {
    /// A clock that stands at `now` until it is moved.
    #[must_use]
    pub fn mock(now: DateTime<Utc>) -> Self {
        Self::Mock(Arc::new(AtomicI64::new(now.timestamp_micros())))
    }

    /// The moment, in the microseconds that both databases keep.
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        let micros = match self {
            #[expect(clippy::disallowed_methods, reason = "this is the one place that asks")]
            Self::System => Utc::now().timestamp_micros(),
            Self::Mock(micros) => micros.load(Ordering::SeqCst),
        };
        DateTime::from_timestamp_micros(micros).unwrap_or_default()
    }

    /// Moves a mock clock forward; the machine's clock stays as it is.
    pub fn advance(&self, by: TimeDelta) {
        if let Self::Mock(micros) = self {
            micros.fetch_add(by.num_microseconds().unwrap_or(0), Ordering::SeqCst);
        }
    }
}

/// Where unpredictable bytes come from.
#[derive(Debug, Clone)]
pub struct Random(Arc<Mutex<StdRng>>);

impl Random {
    /// Seeded by the operating system.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "this is the one place that asks")]
    pub fn system() -> Self {
        Self(Arc::new(Mutex::new(StdRng::from_rng(&mut rand::rng()))))
    }

    /// The same bytes for the same seed, for tests and for the demo.
    #[must_use]
    pub fn seeded(seed: u64) -> Self {
        Self(Arc::new(Mutex::new(StdRng::seed_from_u64(seed))))
    }

    /// `N` unpredictable bytes.
    #[must_use]
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.0.lock().unwrap_or_else(PoisonError::into_inner).fill_bytes(&mut bytes);
        bytes
    }

    /// A number below `end`, each alike.
    #[must_use]
    pub fn below(&self, end: u32) -> u32 {
        use rand::RngExt;
        self.0.lock().unwrap_or_else(PoisonError::into_inner).random_range(0..end.max(1))
    }

    /// A new UUIDv7: ids sort by the time at which they were made.
    #[must_use]
    pub fn id(&self, now: DateTime<Utc>) -> String {
        let millis = u64::try_from(now.timestamp_millis()).unwrap_or_default();
        let id: Uuid = uuid::Builder::from_unix_timestamp_millis(millis, &self.bytes()).into_uuid();
        id.to_string()
    }
}

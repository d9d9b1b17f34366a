//! SQLite's one writer: the use cases that wait share one commit.
//!
//! Each runs in a savepoint of its own, so that one that fails leaves no trace, and is answered only after the
//! commit that makes it durable. Under load this costs one `fsync` for many submissions.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};

use diesel::connection::SimpleConnection;
use tokio::sync::oneshot;

use super::{Conn, Error, Result};

/// Most use cases that share a commit: bounds how long the first one waits.
const BATCH: usize = 128;

/// A use case on its way to the writer.
trait Job: Send {
    /// Runs it; whether its changes are to be kept.
    fn run(&mut self, conn: &mut Conn) -> bool;
    /// Answers the caller, after the commit succeeded or failed.
    fn answer(self: Box<Self>, committed: Result<()>);
}

struct Task<W, T, E> {
    work: Option<W>,
    outcome: Option<std::result::Result<T, E>>,
    caller: oneshot::Sender<std::result::Result<T, E>>,
}

impl<W, T, E> Job for Task<W, T, E>
where
    W: FnOnce(&mut Conn) -> std::result::Result<T, E> + Send,
    T: Send,
    E: From<Error> + Send,
{
    fn run(&mut self, conn: &mut Conn) -> bool {
        let Some(work) = self.work.take() else { return false };
        // A panic in one use case must not end the thread that serves all.
        let outcome = catch_unwind(AssertUnwindSafe(|| work(conn)))
            .unwrap_or_else(|_| Err(Error::Other("a use case panicked".to_owned()).into()));
        let keep = outcome.is_ok();
        self.outcome = Some(outcome);
        keep
    }

    fn answer(self: Box<Self>, committed: Result<()>) {
        let answer = match (committed, self.outcome) {
            (Ok(()), Some(outcome)) | (Err(_), Some(outcome @ Err(_))) => outcome,
            (Err(error), _) => Err(error.into()),
            (Ok(()), None) => Err(Error::Other("a use case did not run".to_owned()).into()),
        };
        // The caller may be gone: a closed browser. The change stands all the same.
        self.caller.send(answer).ok();
    }
}

/// A handle to the writing thread; dropping it ends the thread after its last commit.
pub(super) struct Writer {
    jobs: Sender<Box<dyn Job>>,
    waiting: Arc<AtomicUsize>,
}

impl Writer {
    pub(super) fn start(conn: Conn) -> Self {
        let (jobs, sent) = channel();
        let waiting = Arc::new(AtomicUsize::new(0));
        let answered = Arc::clone(&waiting);
        std::thread::spawn(move || serve(conn, &sent, &answered));
        Self { jobs, waiting }
    }

    /// How many use cases have no answer yet.
    pub(super) fn waiting(&self) -> usize {
        self.waiting.load(Ordering::Relaxed)
    }

    /// Waits for the commit of a use case without holding a thread.
    pub(super) async fn run<T, E>(
        &self,
        work: impl FnOnce(&mut Conn) -> std::result::Result<T, E> + Send + 'static,
    ) -> std::result::Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        self.send(work).await.map_err(|_| E::from(Error::Unavailable("the writer has stopped".to_owned())))?
    }

    /// Hands a use case over; its answer comes after its commit. When the thread is gone, the answer is cut off.
    fn send<T, E>(
        &self,
        work: impl FnOnce(&mut Conn) -> std::result::Result<T, E> + Send + 'static,
    ) -> oneshot::Receiver<std::result::Result<T, E>>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        let (caller, answer) = oneshot::channel();
        self.waiting.fetch_add(1, Ordering::Relaxed);
        // An error gives the task back, and its caller's end falls with it.
        self.jobs.send(Box::new(Task { work: Some(work), outcome: None, caller })).ok();
        answer
    }
}

fn serve(mut conn: Conn, sent: &Receiver<Box<dyn Job>>, waiting: &AtomicUsize) {
    while let Ok(first) = sent.recv() {
        let mut batch = vec![first];
        batch.extend(sent.try_iter().take(BATCH - 1));
        let committed = commit(&mut conn, &mut batch);
        waiting.fetch_sub(batch.len(), Ordering::Relaxed);
        for job in batch {
            job.answer(committed.as_ref().copied().map_err(again));
        }
    }
}

fn commit(conn: &mut Conn, batch: &mut [Box<dyn Job>]) -> Result<()> {
    conn.batch_execute("BEGIN IMMEDIATE")?;
    for job in batch {
        let done = conn.batch_execute("SAVEPOINT use_case").and_then(|()| {
            let end = if job.run(conn) { "RELEASE use_case" } else { "ROLLBACK TO use_case; RELEASE use_case" };
            conn.batch_execute(end)
        });
        if done.is_err() {
            // A full disk makes SQLite roll the whole transaction back, and the savepoint is gone with it.
            conn.batch_execute("ROLLBACK").ok();
            return Err(Error::Unavailable("the transaction was rolled back".to_owned()));
        }
    }
    conn.batch_execute("COMMIT").map_err(|error| {
        conn.batch_execute("ROLLBACK").ok();
        error.into()
    })
}

/// The same error for each caller of a batch that could not be committed.
fn again(error: &Error) -> Error {
    match error {
        Error::Unavailable(cause) => Error::Unavailable(cause.clone()),
        other => Error::Other(other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Barrier;

    use diesel::prelude::*;

    use super::*;
    use crate::db::pool::connect;
    use crate::db::{Database, settings};

    fn database() -> (tempfile::TempDir, String) {
        let dir = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", dir.path().join("test.db").display());
        Database::migrate(&url).unwrap();
        (dir, url)
    }

    fn kept(url: &str, name: &str) -> bool {
        settings::get(&mut connect(url).unwrap(), name).unwrap().is_some()
    }

    /// Runs a use case and waits for it, as no thread of the server does.
    fn run<T: Send + 'static>(
        writer: &Writer,
        work: impl FnOnce(&mut Conn) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        writer.send(work).blocking_recv().unwrap()
    }

    fn set(name: &'static str) -> impl FnOnce(&mut Conn) -> Result<()> + Send {
        move |conn| settings::set(conn, name, "yes")
    }

    #[test]
    fn a_use_case_that_panics_leaves_no_trace_and_the_next_one_is_served() {
        let (_dir, url) = database();
        let writer = Writer::start(connect(&url).unwrap());
        let panicked = run(&writer, |conn| -> Result<()> {
            settings::set(conn, "half", "yes")?;
            panic!("on purpose")
        });
        assert!(matches!(panicked, Err(Error::Other(_))), "{panicked:?}");
        run(&writer, set("whole")).unwrap();
        assert_eq!((kept(&url, "half"), kept(&url, "whole")), (false, true));
    }

    #[test]
    fn one_that_fails_leaves_no_trace_while_its_neighbours_of_one_commit_stay() {
        let (_dir, url) = database();
        let writer = Writer::start(connect(&url).unwrap());
        // The first holds the writer until the others wait, so that they share the next commit.
        let (waiting, go) = channel::<()>();
        let first = writer.send(move |_| {
            go.recv().unwrap();
            Ok::<_, Error>(())
        });
        let answers = [("before", false), ("wrong", true), ("after", false)].map(|(name, fails)| {
            let work = move |conn: &mut Conn| {
                settings::set(conn, name, "yes")?;
                if fails { Err(Error::Conflict("on purpose".to_owned())) } else { Ok(()) }
            };
            (name, writer.send(work))
        });
        assert_eq!(writer.waiting(), 4);
        waiting.send(()).unwrap();
        first.blocking_recv().unwrap().unwrap();
        for (name, answer) in answers {
            let answer = answer.blocking_recv().unwrap();
            assert_eq!(answer.is_ok(), name != "wrong", "{name}: {answer:?}");
            assert_eq!(kept(&url, name), name != "wrong", "{name} is answered after its commit");
        }
    }

    #[test]
    fn a_commit_that_fails_is_told_to_everybody_in_it() {
        let (_dir, url) = database();
        let writer = Writer::start(connect(&url).unwrap());
        let dangling = run(&writer, |conn| {
            // Checked only at the commit.
            conn.batch_execute("PRAGMA defer_foreign_keys = ON")?;
            diesel::sql_query("INSERT INTO recovery_codes (id, staff_id, code_hash) VALUES ('a', 'nobody', x'00')")
                .execute(conn)?;
            Ok::<_, Error>(())
        });
        assert!(dangling.is_err(), "an answer must not promise what was not kept");
        run(&writer, set("later")).unwrap();
        assert!(kept(&url, "later"), "the next commit begins anew");
    }

    #[test]
    fn many_callers_at_once_are_all_answered_and_kept() {
        const CALLERS: usize = 300;
        let (_dir, url) = database();
        let writer = Arc::new(Writer::start(connect(&url).unwrap()));
        let start = Arc::new(Barrier::new(CALLERS));
        let callers: Vec<_> = (0..CALLERS)
            .map(|number| {
                let (writer, start) = (Arc::clone(&writer), Arc::clone(&start));
                std::thread::spawn(move || {
                    start.wait();
                    run(&writer, move |conn| settings::set(conn, &format!("caller {number}"), "yes"))
                })
            })
            .collect();
        for caller in callers {
            caller.join().unwrap().unwrap();
        }
        let mut conn = connect(&url).unwrap();
        assert!((0..CALLERS).all(|number| settings::get(&mut conn, &format!("caller {number}")).unwrap().is_some()));
    }
}

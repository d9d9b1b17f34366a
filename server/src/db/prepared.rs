//! Statements that are prepared once for each connection. Diesel prepares every `UPDATE` and every query written as
//! SQL anew, because their words could differ from call to call; for those of a busy path this is most of their cost.

use diesel::prelude::*;
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};

use super::Conn;

type Backend = <Conn as Connection>::Backend;

/// A statement whose words are the same at each call: only what is bound to it differs.
#[derive(Debug)]
pub(super) struct Prepared<Q>(pub(super) Q);

impl<Q: QueryFragment<Backend>> QueryFragment<Backend> for Prepared<Q> {
    fn walk_ast<'b>(&'b self, pass: AstPass<'_, 'b, Backend>) -> QueryResult<()> {
        self.0.walk_ast(pass)
    }

    fn is_safe_to_cache_prepared(&self, _: &Backend) -> QueryResult<bool> {
        Ok(true)
    }
}

impl<Q> QueryId for Prepared<Q> {
    type QueryId = ();

    // It is found again by its words.
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<Q: Query> Query for Prepared<Q> {
    type SqlType = Q::SqlType;
}

impl<Q> RunQueryDsl<Conn> for Prepared<Q> {}

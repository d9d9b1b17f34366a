//! Whose browser it is: a visitor's or that of a member of staff.

use actix_web::dev::Payload;
use actix_web::http::Method;
use actix_web::{FromRequest, HttpMessage, HttpRequest};
use futures_util::future::LocalBoxFuture;
use shared::lang::Lang;
use subtle::ConstantTimeEq;

use super::extract::{Ctx, ReaderLang, header_text};
use super::{ApiError, STAFF_COOKIE, VISITOR_COOKIE, cookies};
use crate::app::{Actor, StaffActor};
use crate::db::sessions::Session;
use crate::domain::Refusal;
use crate::domain::sessions::staff::{SignedIn, Standing};
use crate::domain::sessions::{Opened, staff, to_be_noted, visitor};

/// The visitor of a public page. Most have no session and need none.
#[derive(Debug)]
pub struct Visitor {
    request: HttpRequest,
    /// The cookie's value with the session's row.
    known: Option<(String, Session)>,
}

impl Visitor {
    /// The key of the session's row, which drafts and grants hang on; none without a session.
    #[must_use]
    pub fn session(&self) -> Option<&[u8]> {
        self.known.as_ref().map(|(_, session)| session.token_hash.as_slice())
    }

    /// The key of the session's row, made now when there was none; its cookie goes out with the response.
    ///
    /// # Errors
    /// [`ApiError::Unavailable`].
    pub async fn ensure(&mut self, ctx: &Ctx) -> Result<Vec<u8>, ApiError> {
        if let Some(hash) = self.session() {
            return Ok(hash.to_vec());
        }
        let Opened { token, session } =
            ctx.app.write(&Actor::Visitor, |conn, cx| visitor::open(conn, cx, visitor::IDLE)).await?;
        cookies::set(&self.request, &ctx.app.settings, VISITOR_COOKIE, &token, None);
        let hash = session.token_hash.clone();
        self.known = Some((token, session));
        Ok(hash)
    }

    /// The key of the session's row under a new token, for a session that is to see a case.
    ///
    /// # Errors
    /// [`ApiError::Unavailable`].
    pub async fn renew(&mut self, ctx: &Ctx) -> Result<Vec<u8>, ApiError> {
        let Some((_, session)) = self.known.clone() else { return self.ensure(ctx).await };
        let Opened { token, session } =
            ctx.app.write(&Actor::Visitor, move |conn, cx| visitor::renew(conn, cx, &session)).await?;
        let idle = visitor::idle(&session);
        cookies::set(&self.request, &ctx.app.settings, VISITOR_COOKIE, &token, (idle > visitor::IDLE).then_some(idle));
        let hash = session.token_hash.clone();
        self.known = Some((token, session));
        Ok(hash)
    }

    /// Keeps the session (and with it a draft) on this device for as long as a draft lives, or no longer.
    ///
    /// # Errors
    /// [`ApiError::Unavailable`].
    pub async fn keep_on_device(&mut self, ctx: &Ctx, keep: bool) -> Result<(), ApiError> {
        self.ensure(ctx).await?;
        let Some((token, session)) = self.known.clone() else { return Ok(()) };
        let idle = if keep { visitor::IDLE_KEPT } else { visitor::IDLE };
        ctx.app.write(&Actor::Visitor, move |conn, cx| visitor::note_use(conn, cx, &session, idle)).await?;
        cookies::set(&self.request, &ctx.app.settings, VISITOR_COOKIE, &token, keep.then_some(idle));
        Ok(())
    }

    /// Ends the session, with its grants and the row of its draft. The draft's files must be gone before.
    ///
    /// # Errors
    /// [`ApiError::Conflict`] when files still belong to the draft.
    pub async fn end(&mut self, ctx: &Ctx) -> Result<(), ApiError> {
        cookies::clear(&self.request, &ctx.app.settings, VISITOR_COOKIE);
        if let Some((_, session)) = self.known.take() {
            let end =
                move |conn: &mut _, _: &_| Ok::<_, Refusal>(crate::db::sessions::delete(conn, &session.token_hash)?);
            ctx.app.write(&Actor::Visitor, end).await?;
        }
        Ok(())
    }
}

impl FromRequest for Visitor {
    type Error = ApiError;
    type Future = LocalBoxFuture<'static, Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            let ctx = Ctx::of(&request)?;
            let Some(token) = cookies::read(&request, &ctx.app.settings, VISITOR_COOKIE) else {
                return Ok(Self { request, known: None });
            };
            let sent = token.clone();
            let session = ctx.app.read(&Actor::Visitor, move |conn, cx| visitor::find(conn, cx, &sent)).await?;
            let unnoted = session.clone().filter(|session| to_be_noted(session, ctx.app.clock.now()));
            if let Some(session) = unnoted {
                let idle = visitor::idle(&session);
                ctx.app.write(&Actor::Visitor, move |conn, cx| visitor::note_use(conn, cx, &session, idle)).await?;
                if idle > visitor::IDLE {
                    // The cookie of a kept draft lives as long as the draft.
                    cookies::set(&request, &ctx.app.settings, VISITOR_COOKIE, &token, Some(idle));
                }
            }
            Ok(Self { request, known: session.map(|session| (token, session)) })
        })
    }
}

/// Somebody of the staff who may work: signed in with both factors, not locked. A write also carries the session's
/// token in `X-CSRF-Token`.
#[derive(Debug, Clone)]
pub struct StaffSession {
    /// Who it is, for use cases.
    pub actor: StaffActor,
    /// The language of their console.
    pub lang: Lang,
    /// The session and the account.
    pub signed_in: SignedIn,
}

impl StaffSession {
    /// Who it is, as use cases want it.
    #[must_use]
    pub fn as_actor(&self) -> Actor {
        Actor::Staff(self.actor.clone())
    }
}

impl FromRequest for StaffSession {
    type Error = ApiError;
    type Future = LocalBoxFuture<'static, Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let any = AnyStaffSession::from_request(request, payload);
        Box::pin(async move {
            let AnyStaffSession { signed_in, standing, .. } = any.await?;
            match standing {
                Standing::Open => Ok(Self { actor: signed_in.actor(), lang: signed_in.lang(), signed_in }),
                Standing::MustEnrol => Err(ApiError::Enrol),
                Standing::Locked => Err(ApiError::Locked),
            }
        })
    }
}

/// The header of reads and of presence that the console sends by itself, while perhaps nobody sits before it.
const UNATTENDED: &str = "x-unattended";

/// Somebody who gave a password, whatever they may do now: for enrolment, re-authentication and sign-out.
#[derive(Debug)]
pub struct AnyStaffSession {
    /// The session and the account.
    pub signed_in: SignedIn,
    /// What they may do.
    pub standing: Standing,
    /// The cookie's value, of which the enrolment's secrets are derived.
    pub token: String,
    request: HttpRequest,
}

impl AnyStaffSession {
    /// Lets the response take the cookie away.
    pub fn forget(&self, ctx: &Ctx) {
        cookies::clear(&self.request, &ctx.app.settings, STAFF_COOKIE);
    }
}

/// Lets the response set the cookie of staff.
pub(super) fn set_staff_cookie(request: &HttpRequest, ctx: &Ctx, token: &str) {
    cookies::set(request, &ctx.app.settings, STAFF_COOKIE, token, None);
}

impl FromRequest for AnyStaffSession {
    type Error = ApiError;
    type Future = LocalBoxFuture<'static, Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            let ctx = Ctx::of(&request)?;
            let token = cookies::read(&request, &ctx.app.settings, STAFF_COOKIE).ok_or(ApiError::SignIn)?;
            let sent = token.clone();
            let found = ctx.app.read(&Actor::System, move |conn, cx| staff::find(conn, cx, &sent)).await?;
            let signed_in = found.ok_or(ApiError::SignIn)?;
            request.extensions_mut().insert(ReaderLang(signed_in.lang()));
            let sent = header_text(request.headers(), "x-csrf-token").unwrap_or_default();
            let writes = !matches!(*request.method(), Method::GET | Method::HEAD);
            if writes && !bool::from(sent.as_bytes().ct_eq(signed_in.session.csrf.as_bytes())) {
                return Err(ApiError::Origin);
            }
            let now = ctx.app.clock.now();
            let standing = signed_in.standing(now);
            // What the console asks by itself is no sign that anybody is there.
            let attended = header_text(request.headers(), UNATTENDED).is_none();
            if attended && standing != Standing::Locked && to_be_noted(&signed_in.session, now) {
                let session = signed_in.session.clone();
                ctx.app.write(&Actor::System, move |conn, cx| staff::note_use(conn, cx, &session)).await?;
            }
            Ok(Self { signed_in, standing, token, request })
        })
    }
}

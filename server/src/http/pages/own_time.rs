//! What the department's own figures say of the time that requests take, on the pages of services.
//!
//! The figures are counted by a timer. A page that cannot read them is whole without them.

use std::collections::BTreeMap;

use shared::page::{Block, FrontDoor, Info, Prose};

use super::front_door::OFFERS;
use crate::app::Actor;
use crate::domain::statistics::{PUBLIC_DAYS, public_times};
use crate::http::Ctx;

/// Adds the sentence to the page of a service, below the heading about time.
pub(super) async fn tell(ctx: &Ctx, page: &mut Info) {
    let Some(offer) = OFFERS.iter().find(|offer| ctx.path == format!("/services/{}", offer.key())) else { return };
    let heading = page.blocks.iter().position(|block| matches!(block, Block::Heading { id, .. } if id == "time"));
    if let (Some(heading), Some(days)) = (heading, times(ctx).await.get(offer.kind)) {
        page.blocks.insert(heading + 1, Block::Paragraph(say(ctx, "median-time", *days)));
    }
}

/// Adds it, shorter, to the rows of the front door.
pub(super) async fn tell_at_front_door(ctx: &Ctx, page: &mut FrontDoor) {
    let times = times(ctx).await;
    for offer in &OFFERS {
        let Some(days) = times.get(offer.kind) else { continue };
        let href = ctx.lang.path(&format!("/services/{}", offer.key()));
        if let Some(row) = page.services.iter_mut().find(|row| row.href == href) {
            row.time.0 = format!("{}. {}.", row.time.0, say(ctx, "median-short", *days).0);
        }
    }
}

async fn times(ctx: &Ctx) -> BTreeMap<String, i32> {
    let kept = ctx.app.read(&Actor::Visitor, |conn, _| public_times(conn)).await;
    kept.unwrap_or_else(|error| {
        tracing::warn!(%error, "a page is made without the times of requests");
        BTreeMap::new()
    })
}

fn say(ctx: &Ctx, key: &str, days: i32) -> Prose {
    ctx.app.texts.format(ctx.lang, key, &[("days", days.into()), ("span", PUBLIC_DAYS.into())]).into()
}

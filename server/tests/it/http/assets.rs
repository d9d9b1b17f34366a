//! Static files, when they were built.

use server::http::assets::StaticFiles;

use crate::on_both;

on_both! {
    async fn a_static_file_is_kept_for_a_year_and_sent_in_its_smallest_form(app) {
        let address = StaticFiles::load().address("public.css");
        if !address.is_empty() {
            let answer = app.browser().call("GET", &address).header("accept-encoding", "gzip, br").send().await.expect(200);
            assert_eq!(answer.header("cache-control"), "public, max-age=31536000, immutable");
            assert_eq!(answer.header("content-encoding"), "br");
            assert_eq!(answer.header("content-type"), "text/css; charset=utf-8");
            assert_eq!(answer.header("x-content-type-options"), "nosniff");
            let plain = app.browser().get(&address).await.expect(200);
            assert!(plain.body.len() > answer.body.len() && !plain.text().is_empty());
        }
        app.browser().get("/static/no-such-file.css").await.expect(404);
        app.browser().get("/static/..%2Fmanifest.json").await.expect(404);
        app.browser().get("/static/manifest.json").await.expect(404);
    }
}

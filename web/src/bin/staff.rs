//! The staff bundle: mounts the console over `#app`.

use web::staff::App;

fn main() {
    let root = web_sys::window().and_then(|window| window.document()?.get_element_by_id("app"));
    if let Some(root) = root {
        yew::Renderer::<App>::with_root(root).render();
    }
}

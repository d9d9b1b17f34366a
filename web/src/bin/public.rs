//! The public bundle: takes over the form of the page it is loaded in.

fn main() {
    web::forms::browser::take_over();
}

//! The line icons of the console, drawn in the colour of the text beside them.

use yew::prelude::*;

/// What an icon stands for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Icon {
    Check,
    Clock,
    Close,
    Document,
    Gear,
    Link,
    List,
    Lock,
    Menu,
    Print,
    Search,
    SignOut,
    Upload,
    Warning,
}

impl Icon {
    /// SVG path in a 24 by 24 box, stroked.
    fn path(self) -> &'static str {
        match self {
            Self::Check => "M5 12.5l4.5 4.5L19 7.5",
            Self::Clock => "M12 3a9 9 0 100 18 9 9 0 000-18zM12 7.5V12l3 2",
            Self::Close => "M6 6l12 12M18 6L6 18",
            Self::Document => "M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6",
            Self::Gear => {
                "M12 9a3 3 0 100 6 3 3 0 000-6zM12 3v3M12 18v3M3 12h3M18 12h3M5.6 5.6l2.2 2.2M16.2 16.2l2.2 2.2M5.6 18.4l2.2-2.2M16.2 7.8l2.2-2.2"
            }
            Self::Link => "M10 14a4 4 0 005.7 0l3-3A4 4 0 0013 5.3l-1 1M14 10a4 4 0 00-5.7 0l-3 3A4 4 0 0011 18.7l1-1",
            Self::List => "M8 6h12M8 12h12M8 18h12M4 6h.01M4 12h.01M4 18h.01",
            Self::Lock => "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 017 0v3",
            Self::Menu => "M4 6h16M4 12h16M4 18h16",
            Self::Print => "M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z",
            Self::Search => "M11 4a7 7 0 100 14 7 7 0 000-14zM16 16l4 4",
            Self::SignOut => "M10 4H5v16h5M14 8l4 4-4 4M18 12H9",
            Self::Upload => "M12 16V4M7 9l5-5 5 5M4 20h16",
            Self::Warning => "M12 4L2.5 20h19zM12 10v4M12 17h.01",
        }
    }

    /// The icon; hidden from screen readers, since words stand beside it.
    pub fn html(self) -> Html {
        html! {
            <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
                <path d={self.path()} />
            </svg>
        }
    }
}

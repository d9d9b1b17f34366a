//! The line icons of the console, drawn in the colour of the text beside them.

use yew::prelude::*;

/// What an icon stands for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Icon {
    Bars,
    Box,
    Calculator,
    Calendar,
    Check,
    Clock,
    Close,
    Document,
    Download,
    Gear,
    Home,
    Info,
    Link,
    List,
    Lock,
    Mail,
    Menu,
    People,
    Plus,
    Print,
    Reply,
    Search,
    SignOut,
    Upload,
    Warning,
}

impl Icon {
    /// SVG path in a 24 by 24 box, stroked.
    fn path(self) -> &'static str {
        match self {
            Self::Bars => "M4 4v16h16M8 16v-4M12 16V8M16 16v-6",
            Self::Box => "M4 8l8-4 8 4v8l-8 4-8-4zM4 8l8 4 8-4M12 12v8",
            Self::Calculator => "M6 3h12v18H6zM9 7h6M9 12h.01M12 12h.01M15 12h.01M9 16h.01M12 16h.01M15 16h.01",
            Self::Calendar => "M4 6h16v14H4zM4 10h16M8 3v4M16 3v4",
            Self::Check => "M5 12.5l4.5 4.5L19 7.5",
            Self::Clock => "M12 3a9 9 0 100 18 9 9 0 000-18zM12 7.5V12l3 2",
            Self::Close => "M6 6l12 12M18 6L6 18",
            Self::Document => "M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6",
            Self::Download => "M12 4v12M7 11l5 5 5-5M4 20h16",
            Self::Gear => {
                "M12 9a3 3 0 100 6 3 3 0 000-6zM12 3v3M12 18v3M3 12h3M18 12h3M5.6 5.6l2.2 2.2M16.2 16.2l2.2 2.2M5.6 18.4l2.2-2.2M16.2 7.8l2.2-2.2"
            }
            Self::Home => "M4 11l8-7 8 7v9h-5v-6H9v6H4z",
            Self::Info => "M12 3a9 9 0 100 18 9 9 0 000-18zM12 8h.01M12 11.5V16",
            Self::Link => "M10 14a4 4 0 005.7 0l3-3A4 4 0 0013 5.3l-1 1M14 10a4 4 0 00-5.7 0l-3 3A4 4 0 0011 18.7l1-1",
            Self::List => "M8 6h12M8 12h12M8 18h12M4 6h.01M4 12h.01M4 18h.01",
            Self::Lock => "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 017 0v3",
            Self::Mail => "M3 6h18v12H3zM3 7l9 6 9-6",
            Self::Menu => "M4 6h16M4 12h16M4 18h16",
            Self::People => {
                "M9 11a3.5 3.5 0 100-7 3.5 3.5 0 000 7zM2.5 20a6.5 6.5 0 0113 0M16 4.5a3.5 3.5 0 010 6.5M18 14a6.5 6.5 0 013.5 6"
            }
            Self::Plus => "M4 4h16v16H4zM12 8v8M8 12h8",
            Self::Print => "M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z",
            Self::Reply => "M4 5h16v11H10l-4 4v-4H4zM8 9h8M8 12h5",
            Self::Search => "M11 4a7 7 0 100 14 7 7 0 000-14zM16 16l4 4",
            Self::SignOut => "M10 4H5v16h5M14 8l4 4-4 4M18 12H9",
            Self::Upload => "M12 16V4M7 9l5-5 5 5M4 20h16",
            Self::Warning => "M12 4L2.5 20h19zM12 10v4M12 17h.01",
        }
    }

    /// The icon of a sheet, by what its address names.
    pub fn of_sheet(path: &str) -> Self {
        let last = path.rsplit('/').next().unwrap_or_default();
        match last {
            "home" => Self::Home,
            "statistics" => Self::Bars,
            "new" => Self::Plus,
            "deadlines" => Self::Calculator,
            "replies" => Self::Reply,
            "calendars" => Self::Calendar,
            "accounts" => Self::People,
            "outbox" => Self::Mail,
            "retention" => Self::Box,
            "profile" => Self::Info,
            _ => Self::Document,
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

//! Finds menu paths and addresses in our own sentences: the ones become bold, the others can be tapped.

/// Every menu path begins like this.
const START: &str = "Settings > ";
/// Addresses that our sentences give; other names with a dot, such as iCloud.com, read well as they are.
const HOST: &str = "apple.com";
/// Small words inside a name of a menu.
const INNER: [&str; 4] = ["or", "to", "of", "and"];
/// Names that begin with a small letter.
const SMALL: [&str; 4] = ["iCloud", "iPhone", "iPad", "iPod"];
/// What may stand around a word.
const AROUND: [char; 9] = ['.', ',', ':', ';', '?', '!', '(', ')', '"'];

/// Makes menu paths bold: from `Settings > ` to the last word that is written like a name.
pub(super) fn paths(text: &str) -> String {
    let mut done = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some(at) = rest.find(START) {
        let (before, path) = rest.split_at(at);
        let (path, after) = path.split_at(length(path));
        done.push_str(before);
        done.push_str("**");
        done.push_str(path);
        done.push_str("**");
        rest = after;
    }
    done + rest
}

/// How many bytes of this text, which begins with a path, are the path.
fn length(text: &str) -> usize {
    let mut end = 0;
    let mut rest = text;
    while !rest.is_empty() {
        let (word, after) = rest.split_at(word_length(rest));
        let after = after.trim_start();
        let name = if word.starts_with(['[', '(']) { word } else { word.trim_end_matches(AROUND) };
        let belongs = match word.chars().next() {
            Some('[') => true,
            // A remark in the middle of a path belongs to it, one at its end does not.
            Some('(') => after.starts_with("> "),
            Some(_) | None => is_name(word),
        };
        if belongs {
            end = text.len() - rest.len() + name.len();
        }
        if name.len() < word.len() || !(belongs || word == ">" || INNER.contains(&word)) {
            break;
        }
        rest = after;
    }
    end
}

/// How many bytes the first word has; what stands in brackets is one word.
fn word_length(text: &str) -> usize {
    let close = match text.chars().next() {
        Some('[') => text.find(']'),
        Some('(') => text.find(')'),
        Some(_) | None => None,
    };
    close.map_or_else(|| text.find(' ').unwrap_or(text.len()), |at| at + 1)
}

fn is_name(word: &str) -> bool {
    word == "&" || word.starts_with(char::is_uppercase) || SMALL.iter().any(|small| word.starts_with(small))
}

/// Makes addresses of Apple links, in brackets that keep a preview from unfolding.
pub(super) fn addresses(text: &str) -> String {
    let mut done = String::with_capacity(text.len() + 16);
    for word in text.split_inclusive(' ') {
        let core = word.trim_matches(|ch: char| ch.is_whitespace() || AROUND.contains(&ch));
        let host = core.split('/').next().unwrap_or_default();
        let known = host == HOST || host.strip_suffix(HOST).is_some_and(|name| name.ends_with('.'));
        match word.split_once(core).filter(|_| known) {
            Some((before, after)) => {
                done.push_str(before);
                done.push_str("<https://");
                done.push_str(core);
                done.push('>');
                done.push_str(after);
            }
            None => done.push_str(word),
        }
    }
    done
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_bold_to_its_last_name() {
        for (text, wanted) in [
            ("Open Settings > Wi-Fi: a check mark", "Open **Settings > Wi-Fi**: a check mark"),
            (
                "Open Settings > [your name] > iCloud > iCloud Backup and read it.",
                "Open **Settings > [your name] > iCloud > iCloud Backup** and read it.",
            ),
            ("It is here: Settings > General > About", "It is here: **Settings > General > About**"),
            ("(Settings > General > About)?", "(**Settings > General > About**)?"),
            ("Settings > [your name]", "**Settings > [your name]**"),
            (
                "Settings > General > Transfer or Reset iPhone > Reset now",
                "**Settings > General > Transfer or Reset iPhone > Reset** now",
            ),
            (
                "Settings > iCloud > Storage (Manage Storage on older versions) > Backups",
                "**Settings > iCloud > Storage (Manage Storage on older versions) > Backups**",
            ),
            (
                "Settings > General > VPN & Device Management (before iOS 15: Settings > General > VPN, and Profile)",
                "**Settings > General > VPN & Device Management** (before iOS 15: **Settings > General > VPN**, and Profile)",
            ),
            ("Open Settings and look", "Open Settings and look"),
            ("Settings > ", "**Settings** > "),
        ] {
            assert_eq!(paths(text), wanted);
        }
    }

    #[test]
    fn an_address_of_apple_can_be_tapped() {
        for (text, wanted) in [
            ("Open apple.com/support in a browser", "Open <https://apple.com/support> in a browser"),
            ("Go to iforgot.apple.com.", "Go to <https://iforgot.apple.com>."),
            ("at iCloud.com, pineapple.com", "at iCloud.com, pineapple.com"),
        ] {
            assert_eq!(addresses(text), wanted);
        }
    }
}

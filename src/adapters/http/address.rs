//! Where to listen, as an operator writes it. Nobody from outside is let in by accident.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

/// Why nobody listens there.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AddressError {
    /// It is no address.
    #[error(
        "{0:?} is no address to listen on; write a port such as 9464, or an address with a port such as 127.0.0.1:9464"
    )]
    Unreadable(String),
    /// Others than this machine could ask.
    #[error(
        "{0} can be reached from outside this machine, and whoever reaches it may ask how the bot is; listen on \
         127.0.0.1, or add --health-exposed where something else keeps strangers out, as a container does"
    )]
    Exposed(SocketAddr),
}

/// Reads an address; a port alone is one of this machine. `exposed`: others may ask too.
///
/// # Errors
/// When it is none, or others could ask and that was not said.
pub fn read(written: &str, exposed: bool) -> Result<SocketAddr, AddressError> {
    let written = written.trim();
    let own = |port| SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), port);
    let port = written.strip_prefix("localhost:").unwrap_or(written);
    let at = match port.parse::<u16>() {
        Ok(port) => own(port),
        Err(_) => written.parse().map_err(|_| AddressError::Unreadable(written.to_owned()))?,
    };
    if at.ip().is_loopback() || exposed { Ok(at) } else { Err(AddressError::Exposed(at)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_machine_may_ask_and_others_only_when_that_was_said() {
        for (written, read_as) in [
            ("9464", "127.0.0.1:9464"),
            (" 127.0.0.1:9464 ", "127.0.0.1:9464"),
            ("localhost:9464", "127.0.0.1:9464"),
            ("127.8.9.1:1", "127.8.9.1:1"),
            ("[::1]:9464", "[::1]:9464"),
            ("0", "127.0.0.1:0"),
        ] {
            assert_eq!(read(written, false).unwrap().to_string(), read_as, "{written:?}");
        }
        for written in ["0.0.0.0:9464", "[::]:9464", "192.168.1.2:80", "[::ffff:127.0.0.1]:80"] {
            let told = read(written, false).unwrap_err().to_string();
            assert!(told.contains("--health-exposed"), "{written:?}: {told}");
            assert!(read(written, true).is_ok(), "{written:?}");
        }
    }

    #[test]
    fn what_is_no_address_is_refused_with_an_example() {
        for written in ["", "here", "127.0.0.1", "70000", "example.org:80", "-1"] {
            let told = read(written, true).unwrap_err().to_string();
            assert!(told.contains("127.0.0.1:9464"), "{written:?}: {told}");
        }
    }
}

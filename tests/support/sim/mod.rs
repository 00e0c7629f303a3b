//! A simulated Discord: gateway, REST and interactions on a loopback port.

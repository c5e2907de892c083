//! Signatures against the real peers: ssh-keygen, ssh-agent and the OpenSSH test vectors.

use crate::support::{require_peer, vectors};

#[test]
fn the_peers_and_vectors_of_this_area_are_here() {
    for peer in ["ssh-keygen", "ssh-agent", "ssh-add"] {
        let _found = require_peer(peer);
    }
    if let Some(folder) = vectors("sshsig") {
        assert!(folder.join("signed-data").is_file());
    }
}

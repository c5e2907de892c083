//! SSHSIG: namespaces, key files, agent, allowed signers.

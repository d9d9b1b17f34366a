//! The Merkle tree of RFC 6962, section 2.1, over lines that stream by: memory grows with the logarithm of their number.

use crate::secrets::sha256;

/// One hash of a tree.
pub type Node = Vec<u8>;

/// On the way from a leaf to the root: the hash beside it, and whether that stands to its left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The hash.
    pub hash: Node,
    /// Whether it stands to the left.
    pub left: bool,
}

/// A tree that grows leaf by leaf.
#[derive(Debug, Default)]
pub struct Tree {
    /// Complete subtrees, the largest first; each holds a power of two of leaves.
    peaks: Vec<Peak>,
    leaves: u64,
}

#[derive(Debug)]
struct Peak {
    leaves: u64,
    hash: Node,
    /// The way from the leaf that is proven to this hash, if that leaf is below it.
    path: Option<Vec<Step>>,
}

impl Tree {
    /// Adds a leaf; `prove` asks for the way from this one to the root.
    pub fn push(&mut self, line: &[u8], prove: bool) {
        self.leaves += 1;
        let mut peak = Peak { leaves: 1, hash: sha256(&[&[0], line]), path: prove.then(Vec::new) };
        while let Some(left) = self.peaks.pop_if(|left| left.leaves == peak.leaves) {
            peak = join(left, peak);
        }
        self.peaks.push(peak);
    }

    /// How many leaves there are.
    #[must_use]
    pub const fn leaves(&self) -> u64 {
        self.leaves
    }

    /// The root, and the way to it from the leaf that was to be proven.
    #[must_use]
    pub fn finish(mut self) -> (Node, Option<Vec<Step>>) {
        let Some(mut right) = self.peaks.pop() else { return (sha256(&[]), None) };
        while let Some(left) = self.peaks.pop() {
            right = join(left, right);
        }
        (right.hash, right.path)
    }
}

fn join(left: Peak, right: Peak) -> Peak {
    let onto = |mut path: Vec<Step>, hash: &Node, left| {
        path.push(Step { hash: hash.clone(), left });
        path
    };
    let path = match (left.path, right.path) {
        (Some(path), _) => Some(onto(path, &right.hash, false)),
        (None, Some(path)) => Some(onto(path, &left.hash, true)),
        (None, None) => None,
    };
    Peak { leaves: left.leaves + right.leaves, hash: sha256(&[&[1], &left.hash, &right.hash]), path }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::secrets::hex;

    /// The eight entries of the test vectors of Certificate Transparency.
    const ENTRIES: [&[u8]; 8] = [
        b"",
        b"\x00",
        b"\x10",
        b"\x20\x21",
        b"\x30\x31",
        b"\x40\x41\x42\x43",
        b"\x50\x51\x52\x53\x54\x55\x56\x57",
        b"\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f",
    ];
    const ROOTS: [&str; 8] = [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];

    #[test]
    fn the_roots_are_those_of_certificate_transparency() {
        for (count, root) in (1..).zip(ROOTS) {
            let mut tree = Tree::default();
            ENTRIES[..count].iter().for_each(|entry| tree.push(entry, false));
            assert_eq!(hex(&tree.finish().0), root, "{count} leaves");
        }
    }

    #[test]
    fn every_leaf_of_every_tree_is_proven_by_its_way_to_the_root() {
        for count in 1..=ENTRIES.len() {
            for (proven, own) in ENTRIES[..count].iter().enumerate() {
                let mut tree = Tree::default();
                ENTRIES[..count].iter().enumerate().for_each(|(place, entry)| tree.push(entry, place == proven));
                let (root, path) = tree.finish();
                let climbed = path.unwrap().iter().fold(sha256(&[&[0], own]), |hash, step| match step.left {
                    true => sha256(&[&[1], &step.hash, &hash]),
                    false => sha256(&[&[1], &hash, &step.hash]),
                });
                assert_eq!(hex(&climbed), hex(&root), "leaf {proven} of {count}");
            }
        }
    }
}

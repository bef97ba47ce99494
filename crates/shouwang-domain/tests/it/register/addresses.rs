//! The shapes of addresses, prefixes and names.

use shouwang_domain::addresses::{AddressError, check_address, check_domain_name, check_prefix};

#[test]
fn prefixes_of_both_families_are_understood() {
    for text in ["10.1.0.0/24", "0.0.0.0/0", "10.1.2.3/32", "2001:db8::/32", "::/0", "2001:db8::1/128"] {
        assert_eq!(check_prefix(text), Ok(()), "{text}");
    }
    for text in ["10.1.0.0", "10.1.0.0/33", "10.1.0/24", "10.1.0.0/", "10.1.0.0/+8", "10.1.0.0/-1", "2001:db8::/129", "一/8", "/", ""] {
        assert_eq!(check_prefix(text), Err(AddressError::Prefix(text.to_owned())), "{text}");
    }
}

#[test]
fn a_prefix_with_host_bits_names_the_one_that_is_meant() {
    let meant = |text: &str| match check_prefix(text) {
        Err(AddressError::HostBits { network, .. }) => network,
        other => format!("{other:?}"),
    };
    assert_eq!(meant("10.1.0.7/24"), "10.1.0.0/24");
    assert_eq!(meant("10.1.0.1/31"), "10.1.0.0/31");
    assert_eq!(meant("1.0.0.0/0"), "0.0.0.0/0");
    assert_eq!(meant("2001:db8::1/32"), "2001:db8::/32");
}

#[test]
fn addresses_have_no_length_and_no_port() {
    assert_eq!(check_address("10.1.0.20"), Ok(()));
    assert_eq!(check_address("2001:db8::20"), Ok(()));
    for text in ["10.1.0.0/24", "10.1.0.20:443", "10.1.0.256", "010.1.0.20", ""] {
        assert_eq!(check_address(text), Err(AddressError::Address(text.to_owned())), "{text}");
    }
}

#[test]
fn domain_names_are_names_only() {
    for text in ["www.example.gov.cn", "样例.政务", "a-b.cn", "xn--fiqs8s.cn"] {
        assert_eq!(check_domain_name(text), Ok(()), "{text}");
    }
    let long = format!("{}.cn", "a".repeat(64));
    for text in [
        "https://www.example.gov.cn",
        "example.gov.cn/",
        "example.gov.cn:443",
        "localhost",
        "a..cn",
        ".cn",
        "-a.cn",
        "a-.cn",
        "10.1.0.20",
        "a b.cn",
        "",
        &long,
    ] {
        assert_eq!(check_domain_name(text), Err(AddressError::DomainName(text.to_owned())), "{text}");
    }
}

#[test]
fn errors_speak_both_languages() {
    let problem = check_domain_name("https://a.cn").unwrap_err().problem("domain_name");
    assert!(problem.zh.contains("请去掉协议") && problem.en.contains("without protocol"), "{problem:?}");
}

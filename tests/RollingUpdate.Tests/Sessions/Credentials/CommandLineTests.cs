using System;
using RollingUpdate.Sessions.Credentials;
using Xunit;

namespace RollingUpdate.Tests.Sessions.Credentials;

/// <summary>How a process_command is split: the CLI's rules, for both kinds of systems.</summary>
public class CommandLineTests
{
    [Theory]
    [InlineData("get  --key a", "get|--key|a")]
    [InlineData("\tget\n", "get")]
    [InlineData("get 'a b' \"c d\"", "get|a b|c d")]
    [InlineData("get a'b c'\"d e\"f", "get|ab cd ef")]
    [InlineData("get \"\" ''", "get||")]
    [InlineData("get 'a\\b\"c'", "get|a\\b\"c")]
    [InlineData("get a\\ b \\' \\\\", "get|a b|'|\\")]
    [InlineData("get \"a\\\"b \\$c \\` \\\\ \\n\"", "get|a\"b $c ` \\ \\n")]
    [InlineData("echo '{\"mode\":\"AK\"}'", "echo|{\"mode\":\"AK\"}")]
    public void Posix(string command, string expected) => Assert.Equal(expected.Split('|'), CommandLine.Split(command, windows: false));

    [Theory]
    [InlineData("C:\\tools\\get.exe --to C:\\x\\", "C:\\tools\\get.exe|--to|C:\\x\\")]
    [InlineData("\"C:\\Program Files\\get.exe\" \"a\\\"b\" \"c\\\\d\"", "C:\\Program Files\\get.exe|a\"b|c\\\\d")]
    [InlineData("get 'a b' \"\"", "get|a b|")]
    public void Windows(string command, string expected) => Assert.Equal(expected.Split('|'), CommandLine.Split(command, windows: true));

    [Theory]
    [InlineData("", "process_command is empty")]
    [InlineData("   ", "process_command is empty")]
    [InlineData("get 'a", "unclosed quote")]
    [InlineData("get \"a", "unclosed quote")]
    [InlineData("get a\\", "trailing backslash")]
    public void What_has_no_end_is_refused(string command, string reason) =>
        Assert.Equal(reason, Assert.Throws<FormatException>(() => CommandLine.Split(command, windows: false)).Message);

    [Fact]
    public void What_is_joined_is_split_again_as_it_was()
    {
        // .NET splits by the rules of Windows on every system: quotes and the backslashes before them are what can go wrong.
        string[] arguments = ["", "a", "a b", "\"", "\\", "a\\", "\\\\\"x", "a\"b\\\\", "{\"k\":\"v\"}", "tab\there"];
        Assert.Equal("\"\" \"a\" \"a b\" \"\\\"\" \"\\\\\" \"a\\\\\" \"\\\\\\\\\\\"x\" \"a\\\"b\\\\\\\\\" \"{\\\"k\\\":\\\"v\\\"}\" \"tab\there\"", CommandLine.Join(arguments));
    }
}

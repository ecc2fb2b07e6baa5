using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using Xunit;

namespace RollingUpdate.Tests;

/// <summary>What a script wrote.</summary>
internal sealed class ShellResult
{
    public ShellResult(IReadOnlyList<PSObject> output, PSDataStreams streams, Exception? terminating)
    {
        Output = output;
        Errors = streams.Error.ToList();
        Warnings = streams.Warning.Select(record => record.Message).ToList();
        Verbose = streams.Verbose.Select(record => record.Message).ToList();
        Debug = streams.Debug.Select(record => record.Message).ToList();
        Information = streams.Information.Select(record => record.ToString()).ToList();
        Progress = streams.Progress.ToList();
        Terminating = terminating;
    }

    public IReadOnlyList<PSObject> Output { get; }

    public IReadOnlyList<ErrorRecord> Errors { get; }

    public IReadOnlyList<string> Warnings { get; }

    public IReadOnlyList<string> Verbose { get; }

    public IReadOnlyList<string> Debug { get; }

    public IReadOnlyList<string> Information { get; }

    public IReadOnlyList<ProgressRecord> Progress { get; }

    /// <summary>What ended the script before its end; null when nothing did.</summary>
    public Exception? Terminating { get; }

    public ShellResult WithoutErrors()
    {
        Assert.Null(Terminating);
        Assert.True(Errors.Count == 0, string.Join("\n", Errors.Select(error => error.ToString())));
        return this;
    }

    /// <summary>No error but of this id, and none that ended the script.</summary>
    public ShellResult WithoutErrorsBut(string errorId)
    {
        Assert.Null(Terminating);
        Assert.All(Errors, error => Assert.Equal(errorId, error.FullyQualifiedErrorId.Split(',')[0]));
        return this;
    }

    /// <summary>The only object, of this type.</summary>
    public T Single<T>() => Assert.IsType<T>(Assert.Single(WithoutErrors().Output).BaseObject);

    public IReadOnlyList<T> All<T>() => WithoutErrors().Output.Select(item => Assert.IsType<T>(item.BaseObject)).ToList();

    /// <summary>The only error; its id without the cmdlet's name.</summary>
    public ErrorRecord Error(string errorId)
    {
        Assert.Null(Terminating);
        var error = Assert.Single(Errors);
        Assert.Equal(errorId, error.FullyQualifiedErrorId.Split(',')[0]);
        return error;
    }
}

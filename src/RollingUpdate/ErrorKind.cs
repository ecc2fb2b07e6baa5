namespace RollingUpdate;

/// <summary>The kinds of trouble the module itself finds; a cmdlet gives each the error category PowerShell has for it.</summary>
public enum ErrorKind
{
    /// <summary>What was typed cannot be right.</summary>
    InvalidInput,

    /// <summary>What was named is not there.</summary>
    NotFound,

    /// <summary>It is there, but in a state in which this cannot be done.</summary>
    InvalidState,

    /// <summary>There are no usable credentials.</summary>
    NotAuthenticated,

    /// <summary>It did not come to an end in the time given.</summary>
    TimedOut,

    /// <summary>An execution ended without success.</summary>
    ExecutionFailed,
}

namespace RollingUpdate.Cmdlets.Completion;

/// <summary>A word that may be meant.</summary>
internal sealed class Candidate
{
    public Candidate(string word, string tip, string? name = null)
    {
        Word = word;
        Tip = tip;
        Name = name;
    }

    /// <summary>What goes onto the command line.</summary>
    public string Word { get; }

    /// <summary>What is told about it.</summary>
    public string Tip { get; }

    /// <summary>Another name that finds it too: typing the name of a group gives its id.</summary>
    public string? Name { get; }
}

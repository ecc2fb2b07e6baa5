using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace RollingUpdate.Simulator.Cloud;

/// <summary>
/// Reads a script line by line and works out what it would print, how it would end and how long it would take. It knows echo, exit, false,
/// true, sleep, set -e and the Cloud Assistant plugin oosutil; of any other line it says that the line was simulated.
/// </summary>
internal sealed class SimulatedShell
{
    private readonly World _world;
    private readonly Instance _instance;
    private readonly StringBuilder _output = new();
    private readonly List<Action> _effects = new();
    private bool _stopOnError;

    private SimulatedShell(World world, Instance instance)
    {
        _world = world;
        _instance = instance;
    }

    public string Output => _output.ToString();

    /// <summary>The exit code of the last command, as in a real shell.</summary>
    public int ExitCode { get; private set; }

    public TimeSpan Duration { get; private set; } = StepTimes.Command;

    public static SimulatedShell Run(World world, Instance instance, string script)
    {
        var shell = new SimulatedShell(world, instance);
        foreach (var line in script.Replace("\r", "").Split('\n'))
        {
            if (!shell.Execute(line.Trim()))
                break;
        }

        return shell;
    }

    /// <summary>Changes the instance as the script would have when it has ended.</summary>
    public void Apply()
    {
        foreach (var effect in _effects)
            effect();
    }

    // False ends the script.
    private bool Execute(string line)
    {
        if (line.Length == 0 || line[0] == '#')
            return true;
        var space = line.IndexOf(' ');
        var command = space < 0 ? line : line.Substring(0, space);
        var rest = space < 0 ? "" : line.Substring(space + 1).Trim();
        var code = 0;
        switch (command)
        {
            case "exit":
                ExitCode = int.TryParse(rest, NumberStyles.Integer, CultureInfo.InvariantCulture, out var exit) ? exit : ExitCode;
                return false;
            case "echo":
                Print(Unquote(rest));
                break;
            case "true":
                break;
            case "false":
                code = 1;
                break;
            case "sleep":
                if (double.TryParse(rest, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds))
                    Duration += TimeSpan.FromSeconds(seconds);
                break;
            case "set":
                _stopOnError |= rest.StartsWith("-", StringComparison.Ordinal) && rest.IndexOf('e') >= 0;
                break;
            case "oosutil":
                code = RunPlugin(rest.Split(','));
                break;
            default:
                Print("simulated: " + line);
                break;
        }

        ExitCode = code;
        return code == 0 || !_stopOnError;
    }

    private int RunPlugin(string[] words) => words[0] switch
    {
        "configure_package" when words.Length >= 3 => ConfigurePackage(words[1], words[2], words.Length >= 5 ? words[4] : ""),
        "download_content" when words.Length >= 3 => Download(words[1], words[2]),
        _ => Say("oosutil: unknown command", 2),
    };

    private int ConfigurePackage(string action, string name, string version)
    {
        Duration += StepTimes.Package;
        var package = _world.Packages.Find(name);
        if (package == null)
            return Say($"package {name} does not exist", 1);
        var chosen = version.Length == 0 ? package.Latest : version;
        var known = false;
        foreach (var v in package.Versions)
            known |= v == chosen;
        if (!known)
            return Say($"package {name} has no version {chosen}", 1);
        if (action == "uninstall")
            _effects.Add(() => _instance.Packages.Remove(name));
        else
            _effects.Add(() => _instance.Packages[name] = new InstalledPackage(chosen, _world.Clock.Now));
        return Say($"{action} {name} {chosen}: success", 0);
    }

    private int Download(string source, string directory)
    {
        Duration += StepTimes.Download;
        var file = source.Substring(source.LastIndexOf('/') + 1);
        var path = directory.TrimEnd('/', '\\') + "/" + file;
        _effects.Add(() => _instance.Files[path] = source);
        return Say($"downloaded {source} to {path}", 0);
    }

    private int Say(string text, int code)
    {
        Print(text);
        return code;
    }

    private void Print(string text) => _output.Append(text).Append('\n');

    private static string Unquote(string text) =>
        text.Length >= 2 && (text[0] == '"' || text[0] == '\'') && text[text.Length - 1] == text[0] ? text.Substring(1, text.Length - 2) : text;
}

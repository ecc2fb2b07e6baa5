using System;
using System.Collections.Generic;
using System.IO;
using System.Net.Sockets;
using System.Security;
using RollingUpdate.Simulator.Cloud;
using RollingUpdate.Simulator.Engine;
using RollingUpdate.Simulator.Gateway;
using RollingUpdate.Simulator.Http;
using RollingUpdate.Simulator.Services;
using RollingUpdate.Simulator.Time;

namespace RollingUpdate.Simulator;

/// <summary>
/// Alibaba Cloud's OOS, ESS, ECS, STS and RAM in memory, behind one HTTP endpoint on loopback, as far as rolling updates need them.
/// The rest of the class, in other files, fills and shows the simulated account.
/// </summary>
public sealed partial class AliyunSimulator : IDisposable
{
    private readonly Simulation _simulation;
    private readonly World _world;
    private readonly ExecutionEngine _engine;
    private readonly ApiGateway _gateway;
    private readonly HttpServer _server;
    private bool _stopped;

    private AliyunSimulator(SimulatorOptions options)
    {
        var speed = options.Frozen || options.Step != null ? 0 : options.Speed;
        _simulation = new Simulation((options.StartTime ?? DateTimeOffset.UtcNow).ToUniversalTime(), speed, options.Step ?? TimeSpan.Zero);
        _world = new World(_simulation.Clock, options.RegionId, options.AccountId, options.Seed);
        var scaling = new AutoScaling(_world);
        _engine = new ExecutionEngine(_world, scaling, new Compute(_world)) { PauseAfterLastBatch = options.PauseAfterLastBatch, LoopItemLimit = options.LoopItemLimit };
        DefaultWorld.Fill(_world, scaling, options.InstanceCount);
        var (id, secret) = _world.Ids.AccessKey("LTAI");
        _world.Access.AddKey(new AccessKey(id, secret, _world.Access.NewUser("admin")) { Created = _world.Clock.Now });
        AccessKeyId = id;
        PlainSecret = secret;
        AccessKeySecret = Secure(secret);
        DateTimeOffset GatewayNow() => DateTimeOffset.UtcNow + options.ClockSkew;
        var authenticator = new Authenticator(_world, options.CheckFreshness, GatewayNow);
        _gateway = new ApiGateway(_simulation, _world, ServiceRegistration.Build(_engine), authenticator, GatewayNow);
        _server = new HttpServer(options.Port, _gateway.Handle);
        Endpoint = new Uri($"http://127.0.0.1:{_server.Port}");
    }

    /// <summary>Where all services answer.</summary>
    public Uri Endpoint { get; }

    /// <summary>The region of the default scaling group.</summary>
    public string RegionId => _world.RegionId;

    /// <summary>The id of the simulated account.</summary>
    public string AccountId => _world.Access.AccountId;

    /// <summary>A key that may do everything.</summary>
    public string AccessKeyId { get; }

    /// <summary>The secret of that key.</summary>
    public SecureString AccessKeySecret { get; }

    /// <summary>The simulated time, UTC.</summary>
    public DateTimeOffset Now => _simulation.Visit(() => _world.Clock.Now);

    /// <summary>The simulated time until something happens by itself; null when nothing is going to.</summary>
    public TimeSpan? NextEventIn => _simulation.Visit(() => _world.Clock.NextEventIn);

    /// <summary>Whether it answers.</summary>
    public bool IsRunning => !_stopped;

    /// <summary>While true, every call is dropped before anything is done.</summary>
    public bool NetworkDown
    {
        get => _simulation.Visit(() => _gateway.NetworkDown);
        set => _simulation.Visit(() => _gateway.NetworkDown = value);
    }

    /// <summary>The calls so far, oldest first.</summary>
    public IReadOnlyList<SimulatorCall> Calls => _simulation.Visit(_gateway.Log.ToArray);

    /// <summary>The scripted faults of API calls, also those used up.</summary>
    public IReadOnlyList<SimulatorFault> Faults => _simulation.Visit(() => _gateway.Faults.ToArray());

    /// <summary>The failing instances, also those used up.</summary>
    public IReadOnlyList<SimulatorInstanceFault> InstanceFaults => _simulation.Visit(() => _world.InstanceFaults.ToArray());

    /// <summary>The secret as plain text, for tests that sign for themselves.</summary>
    internal string PlainSecret { get; }

    /// <summary>Starts a simulator.</summary>
    /// <param name="options">How; null takes the defaults.</param>
    /// <exception cref="IOException">The port is taken.</exception>
    public static AliyunSimulator Start(SimulatorOptions? options = null)
    {
        options ??= new SimulatorOptions();
        try
        {
            return new AliyunSimulator(options);
        }
        catch (SocketException e)
        {
            throw new IOException($"The simulator cannot listen on port {options.Port} of 127.0.0.1: {e.Message}", e);
        }
    }

    /// <summary>Moves the simulated clock, and lets everything happen that is due on the way.</summary>
    /// <param name="time">How far; not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative.</exception>
    public void Advance(TimeSpan time)
    {
        if (time < TimeSpan.Zero)
            throw new ArgumentOutOfRangeException(nameof(time), time, "Simulated time does not run backwards.");
        _simulation.Advance(time);
    }

    /// <summary>Forgets the calls so far; numbering goes on.</summary>
    public void ClearCalls() => _simulation.Visit(() =>
    {
        _gateway.Log.Clear();
        return true;
    });

    /// <summary>Adds a fault of API calls. Faults are asked in the order they were added; the first that strikes wins.</summary>
    public SimulatorFault AddFault(SimulatorFault fault)
    {
        _ = fault ?? throw new ArgumentNullException(nameof(fault));
        _simulation.Visit(() =>
        {
            _gateway.Faults.Add(fault);
            return true;
        });
        return fault;
    }

    /// <summary>Adds a fault of API calls by its most used settings.</summary>
    /// <param name="action">The action, with wildcards.</param>
    /// <param name="kind">What happens to the call.</param>
    /// <param name="count">How many calls are struck.</param>
    /// <param name="skip">How many calls pass first.</param>
    public SimulatorFault AddFault(string action, SimulatorFaultKind kind, int count = 1, int skip = 0) =>
        AddFault(new SimulatorFault(action, kind) { Count = count, Skip = skip });

    /// <summary>Adds a failing instance.</summary>
    public SimulatorInstanceFault AddInstanceFault(SimulatorInstanceFault fault)
    {
        _ = fault ?? throw new ArgumentNullException(nameof(fault));
        _simulation.Visit(() =>
        {
            _world.InstanceFaults.Add(fault);
            return true;
        });
        return fault;
    }

    /// <summary>Adds a failing instance by its most used settings.</summary>
    /// <param name="instanceId">The instance, with wildcards.</param>
    /// <param name="step">The step that fails, such as EnterStandby, ReplaceSystemDisk or RunCommand.</param>
    /// <param name="count">How many times.</param>
    public SimulatorInstanceFault AddInstanceFault(string instanceId, string step, int count = 1) =>
        AddInstanceFault(new SimulatorInstanceFault(instanceId, step) { Count = count });

    /// <summary>Forgets all faults of both kinds.</summary>
    public void ClearFaults() => _simulation.Visit(() =>
    {
        _gateway.Faults.Clear();
        _world.InstanceFaults.Clear();
        return true;
    });

    /// <summary>Stops answering. The simulated account can still be read.</summary>
    public void Stop()
    {
        _stopped = true;
        _server.Dispose();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Stop();
        AccessKeySecret.Dispose();
    }

    /// <inheritdoc/>
    public override string ToString() => Endpoint.ToString();

    private static SecureString Secure(string text)
    {
        var secure = new SecureString();
        foreach (var c in text)
            secure.AppendChar(c);
        secure.MakeReadOnly();
        return secure;
    }
}

using System;

namespace RollingUpdate.Simulator.Time;

/// <summary>What is going to happen, in order of time and then of creation: a binary heap of values, since a large update has millions of events.</summary>
internal sealed class EventQueue
{
    private Event[] _heap = new Event[64];
    private long _sequence;

    public int Count { get; private set; }

    /// <summary>When the next event is due, in UTC ticks; there has to be one.</summary>
    public long NextDue => _heap[0].Due;

    public void Add(long due, Action action)
    {
        if (Count == _heap.Length)
            Array.Resize(ref _heap, 2 * Count);
        var added = new Event(due, _sequence++, action);
        var place = Count++;
        while (place > 0 && added.IsBefore(_heap[(place - 1) / 2]))
        {
            _heap[place] = _heap[(place - 1) / 2];
            place = (place - 1) / 2;
        }

        _heap[place] = added;
    }

    /// <summary>Takes out the next event; there has to be one.</summary>
    public Action Take()
    {
        var taken = _heap[0].Action;
        var last = _heap[--Count];
        _heap[Count] = default;
        var place = 0;
        for (var child = 1; child < Count; child = (2 * place) + 1)
        {
            if (child + 1 < Count && _heap[child + 1].IsBefore(_heap[child]))
                child++;
            if (!_heap[child].IsBefore(last))
                break;
            _heap[place] = _heap[child];
            place = child;
        }

        if (Count > 0)
            _heap[place] = last;
        return taken;
    }

    private readonly struct Event
    {
        private readonly long _sequence;

        public Event(long due, long sequence, Action action)
        {
            Due = due;
            _sequence = sequence;
            Action = action;
        }

        public long Due { get; }

        public Action Action { get; }

        public bool IsBefore(in Event other) => Due < other.Due || (Due == other.Due && _sequence < other._sequence);
    }
}

using System.Collections.Generic;
using System.Linq;
using CsCheck;
using RollingUpdate.Simulator.Time;
using Xunit;

namespace RollingUpdate.Tests.Simulator;

public sealed class EventQueueTests
{
    [Fact]
    public void Events_come_out_in_order_of_time_and_then_of_creation_whatever_comes_in_between() => Gen.Int[-1, 20].Array[0, 300].Sample(steps =>
    {
        var queue = new EventQueue();
        var model = new List<(long Due, int Number)>();
        var taken = new List<int>();
        for (var number = 0; number < steps.Length; number++)
        {
            if (steps[number] >= 0)
            {
                var added = number;
                queue.Add(steps[number], () => taken.Add(added));
                model.Add((steps[number], number));
            }
            else if (model.Count > 0)
            {
                TakeNext();
            }
        }

        while (model.Count > 0)
            TakeNext();
        Assert.Equal(0, queue.Count);

        void TakeNext()
        {
            var next = model.Min();
            model.Remove(next);
            Assert.Equal(next.Due, queue.NextDue);
            queue.Take()();
            Assert.Equal(next.Number, taken[^1]);
            Assert.Equal(model.Count, queue.Count);
        }
    });
}

using System.Linq;
using RollingUpdate.Oos;
using Xunit;

namespace RollingUpdate.Tests.Cmdlets;

public class PagingTests
{
    [Fact]
    public void The_first_ten_of_many_take_one_page_and_at_most_the_next()
    {
        using var shell = new Shell();
        shell.Simulator.AddExecutionHistory(Shell.GroupId, 1000);
        shell.Run("Import-Module -Assembly $In", typeof(SelectFirstItemCommand).Assembly).WithoutErrors();
        shell.Simulator.ClearCalls();

        var first = shell.Run("Get-OosExecution | Select-FirstItem 10").All<OosExecution>();

        Assert.Equal(10, first.Count);
        Assert.InRange(shell.Simulator.Calls.Count(call => call.Action == "ListExecutions"), 1, 2);
    }

    [Fact]
    public void All_of_many_are_given_once_each_in_as_many_calls_as_there_are_pages()
    {
        using var shell = new Shell();
        shell.Simulator.AddExecutionHistory(Shell.GroupId, 950);
        shell.Simulator.ClearCalls();
        var all = shell.Run("Get-OosExecution").All<OosExecution>();
        Assert.Equal(950, all.Select(execution => execution.ExecutionId).Distinct().Count());
        Assert.Equal(10, shell.Simulator.Calls.Count);
    }
}

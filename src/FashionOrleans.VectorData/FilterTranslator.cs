using System.Collections;
using System.Linq.Expressions;
using FashionOrleans.Client;
using Microsoft.Extensions.VectorData.ProviderServices;
using Microsoft.Extensions.VectorData.ProviderServices.Filter;

namespace FashionOrleans.VectorData;

/// <summary>
/// Says a LINQ expression over a record in the server's filter grammar. Both mean the same by a property without a value: it is equal to
/// nothing, on no side of a bound, and what is negated holds for it.
/// </summary>
sealed class FilterTranslator(IReadOnlySet<string>? known) : FilterTranslatorBase
{
    const string Sayable =
        "A filter can say ==, !=, <, <=, > and >= between a property and a value, && || and !, a truth value by itself, values.Contains(property), tags.Contains(value) and tags.Any(values.Contains).";

    static readonly Filter Everything = Filter.FromJson("{}");
    static readonly Filter Nothing = Filter.Not(Everything);

    /// <summary>The filter, or null when it admits everything.</summary>
    /// <param name="condition">A lambda over the record.</param>
    /// <param name="model">The record's properties.</param>
    /// <param name="known">The fields that some item has; null for all. The server refuses the others in a filter, so what holds without a value stands for them.</param>
    /// <exception cref="NotSupportedException">The expression says something that the grammar cannot.</exception>
    public static Filter? Translate(LambdaExpression condition, CollectionModel model, IReadOnlySet<string>? known = null)
    {
        if (condition.Body is ConstantExpression { Value: true }) return null;
        var translator = new FilterTranslator(known);
        return translator.Say(translator.PreprocessFilter(condition, model, new()));
    }

    Filter Say(Expression node) => node switch
    {
        BinaryExpression { NodeType: ExpressionType.AndAlso } => Filter.All([.. Chain(node, ExpressionType.AndAlso).Select(Say)]),
        BinaryExpression { NodeType: ExpressionType.OrElse } => Filter.Any([.. Chain(node, ExpressionType.OrElse).Select(Say)]),
        BinaryExpression comparison => Compare(comparison),
        UnaryExpression { NodeType: ExpressionType.Not } negated => Filter.Not(Say(negated.Operand)),
        UnaryExpression { NodeType: ExpressionType.Convert } convert => Say(convert.Operand),
        _ when Property(node) is { } property && Plain(property.Type) == typeof(bool) => On(property, Filter.Is(property.StorageName, true)),
        MemberExpression { Member.Name: nameof(Nullable<>.HasValue), Expression: { } owner } when Property(owner) is { } property => On(property, Filter.Exists(property.StorageName)),
        MethodCallExpression call => Call(call),
        _ => throw Unsayable(node),
    };

    Filter Compare(BinaryExpression comparison)
    {
        var (property, value, operation) = (Property(comparison.Left), comparison.Right, comparison.NodeType);
        if (property is null) (property, value, operation) = (Property(comparison.Right), comparison.Left, Mirrored(operation));
        if (property is null || !TryValue(value, out var constant)) throw Unsayable(comparison);
        var field = property.StorageName;
        var attribute = AttributeMapping.ToAttribute(property.ModelName, constant);
        var admitsAbsent = operation == ExpressionType.Equal ? attribute.Kind == AttributeKind.Absent : operation == ExpressionType.NotEqual && attribute.Kind != AttributeKind.Absent;
        return On(property, admitsAbsent: admitsAbsent, filter: (operation, attribute) switch
        {
            (ExpressionType.Equal, { Kind: AttributeKind.Absent }) => Filter.Exists(field, false),
            (ExpressionType.NotEqual, { Kind: AttributeKind.Absent }) => Filter.Exists(field),
            // References are compared there, and contents here: not the same.
            (_, { Kind: AttributeKind.Tags }) => throw Unsayable(comparison),
            (ExpressionType.Equal, _) => Filter.Is(field, attribute),
            (ExpressionType.NotEqual, _) => Filter.IsNot(field, attribute),
            (ExpressionType.LessThan, { Number: { } bound }) => Filter.LessThan(field, bound),
            (ExpressionType.LessThanOrEqual, { Number: { } bound }) => Filter.AtMost(field, bound),
            (ExpressionType.GreaterThan, { Number: { } bound }) => Filter.GreaterThan(field, bound),
            (ExpressionType.GreaterThanOrEqual, { Number: { } bound }) => Filter.AtLeast(field, bound),
            _ => throw Unsayable(comparison),
        });
    }

    Filter On(PropertyModel property, Filter filter, bool admitsAbsent = false) =>
        known is null || known.Contains(property.StorageName) ? filter : admitsAbsent ? Everything : Nothing;

    Filter Call(MethodCallExpression call)
    {
        if (TryMatchContains(call, out var source, out var item))
        {
            if (Property(source) is { } tags && TryValue(item, out var tag) && tag is string text) return On(tags, Filter.Is(tags.StorageName, text));
            if (Property(item) is { } property && TryValues(source, property, out var values)) return OneOf(property, values);
        }
        // tags.Any(tag => values.Contains(tag))
        else if (call is { Method.Name: nameof(Enumerable.Any), Arguments: [var list, LambdaExpression { Body: MethodCallExpression inner, Parameters: [var element] }] }
            && call.Method.DeclaringType == typeof(Enumerable)
            && TryMatchContains(inner, out var candidates, out var candidate)
            && candidate == element
            && Property(list) is { } property
            && TryValues(candidates, property, out var values))
        {
            return OneOf(property, values);
        }
        throw Unsayable(call);
    }

    /// <summary>The data property that an expression reads, or null when it reads none.</summary>
    /// <exception cref="NotSupportedException">It reads the key or the vector, which filters do not see, or converts what it reads.</exception>
    PropertyModel? Property(Expression expression)
    {
        expression = Widened(expression);
        if (expression is MemberExpression { Member: { Name: nameof(Nullable<>.Value), DeclaringType: { } owner }, Expression: { } nullable } && Nullable.GetUnderlyingType(owner) is not null)
            expression = nullable;
        try
        {
            if (!TryBindProperty(expression, out var property)) return null;
            return property is DataPropertyModel
                ? property
                : throw new NotSupportedException($"A filter is over data properties, and '{property.ModelName}' is none. Get records by their keys with GetAsync.");
        }
        catch (InvalidCastException conversion)
        {
            throw new NotSupportedException($"The server's filters cannot say '{expression}'. {conversion.Message}", conversion);
        }
    }

    static bool TryValue(Expression expression, out object? value)
    {
        expression = Widened(expression);
        while (expression is UnaryExpression { NodeType: ExpressionType.Convert } convert && (convert.Type == typeof(object) || Plain(convert.Type) == Plain(convert.Operand.Type)))
            expression = Widened(convert.Operand);
        value = (expression as ConstantExpression)?.Value;
        return expression is ConstantExpression;
    }

    // Widening a number changes no comparison: all numbers are doubles there.
    static Expression Widened(Expression expression)
    {
        while (expression is UnaryExpression { NodeType: ExpressionType.Convert or ExpressionType.ConvertChecked } convert && Widens(Plain(convert.Operand.Type), Plain(convert.Type)))
            expression = convert.Operand;
        return expression;
    }

    static bool Widens(Type from, Type to) =>
        (from == typeof(int) && (to == typeof(long) || to == typeof(double))) || (to == typeof(double) && (from == typeof(long) || from == typeof(float)));

    static Type Plain(Type type) => Nullable.GetUnderlyingType(type) ?? type;

    // A chain is one list: the grammar bounds how deep conditions nest.
    static IEnumerable<Expression> Chain(Expression node, ExpressionType operation) =>
        node is BinaryExpression binary && binary.NodeType == operation
            ? Chain(binary.Left, operation).Concat(Chain(binary.Right, operation))
            : [node];

    static bool TryValues(Expression expression, PropertyModel property, out List<AttributeValue> values)
    {
        values = [];
        if (expression is NewArrayExpression { NodeType: ExpressionType.NewArrayInit } array)
        {
            foreach (var element in array.Expressions)
            {
                if (!TryValue(element, out var one)) return false;
                values.Add(AttributeMapping.ToAttribute(property.ModelName, one));
            }
            return true;
        }
        if (!TryValue(expression, out var constant) || constant is string or not IEnumerable) return false;
        foreach (var one in (IEnumerable)constant) values.Add(AttributeMapping.ToAttribute(property.ModelName, one));
        return true;
    }

    Filter OneOf(PropertyModel property, List<AttributeValue> values)
    {
        if (values.Count == 0) return Nothing;
        var present = values.Where(value => value.Kind != AttributeKind.Absent).ToList();
        if (present.Count == values.Count) return On(property, Filter.IsAnyOf(property.StorageName, present));
        var absent = Filter.Exists(property.StorageName, false);
        return On(property, present.Count == 0 ? absent : Filter.Any(absent, Filter.IsAnyOf(property.StorageName, present)), admitsAbsent: true);
    }

    static ExpressionType Mirrored(ExpressionType operation) => operation switch
    {
        ExpressionType.LessThan => ExpressionType.GreaterThan,
        ExpressionType.LessThanOrEqual => ExpressionType.GreaterThanOrEqual,
        ExpressionType.GreaterThan => ExpressionType.LessThan,
        ExpressionType.GreaterThanOrEqual => ExpressionType.LessThanOrEqual,
        _ => operation,
    };

    static NotSupportedException Unsayable(Expression expression) => new($"The server's filters cannot say '{expression}'. {Sayable}");
}

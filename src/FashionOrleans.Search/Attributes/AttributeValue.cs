namespace FashionOrleans.Search;

/// <summary>One attribute of one item: a name and a value of one of four kinds.</summary>
readonly record struct AttributeValue(string Name, FieldTypes Type, string? Text, double Number, bool Flag, string[]? Tags);

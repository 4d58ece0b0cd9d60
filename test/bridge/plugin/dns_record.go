package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-validators/float64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/objectvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/booldefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/boolplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/objectplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/setplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"
)

// dnsRecord is cloudflare_dns_record (docs/facts/cloudflare.md, provider).
type dnsRecord struct{ service service }

var recordTypes = strings.Fields(
	"A AAAA CNAME MX NS OPENPGPKEY PTR TXT CAA CERT DNSKEY DS HTTPS LOC NAPTR SMIMEA SRV SSHFP SVCB TLSA URI")

func (*dnsRecord) Metadata(_ context.Context, _ resource.MetadataRequest, response *resource.MetadataResponse) {
	response.TypeName = "cloudflare_dns_record"
}

func (*dnsRecord) Schema(_ context.Context, _ resource.SchemaRequest, response *resource.SchemaResponse) {
	kept := []planmodifier.String{stringplanmodifier.UseStateForUnknown()}
	replacing := []planmodifier.String{stringplanmodifier.RequiresReplace()}
	response.Schema = schema.Schema{Attributes: map[string]schema.Attribute{
		"id":      schema.StringAttribute{Computed: true, PlanModifiers: kept},
		"zone_id": schema.StringAttribute{Required: true, PlanModifiers: replacing},
		"name":    schema.StringAttribute{Required: true},
		"type": schema.StringAttribute{
			Required:      true,
			PlanModifiers: replacing,
			Validators:    []validator.String{stringvalidator.OneOfCaseInsensitive(recordTypes...)},
		},
		"ttl":     schema.Float64Attribute{Required: true},
		"comment": schema.StringAttribute{Optional: true},
		"content": schema.StringAttribute{
			Optional:   true,
			Computed:   true,
			Validators: []validator.String{stringvalidator.ConflictsWith(path.MatchRoot("data"))},
		},
		"priority": schema.Float64Attribute{
			Optional:   true,
			Validators: []validator.Float64{float64validator.Between(0, 65535)},
		},
		"proxied": schema.BoolAttribute{Optional: true, Computed: true, Default: booldefault.StaticBool(false)},
		"tags": schema.SetAttribute{
			Optional:      true,
			Computed:      true,
			ElementType:   types.StringType,
			PlanModifiers: []planmodifier.Set{setplanmodifier.UseStateForUnknown()},
		},
		"data": schema.SingleNestedAttribute{
			Optional:   true,
			Validators: []validator.Object{objectvalidator.ConflictsWith(path.MatchRoot("content"))},
			Attributes: dataAttributes(),
		},
		"settings": schema.SingleNestedAttribute{
			Optional:      true,
			Computed:      true,
			PlanModifiers: []planmodifier.Object{objectplanmodifier.UseStateForUnknown()},
			Attributes: map[string]schema.Attribute{
				"flatten_cname": schema.BoolAttribute{Optional: true, Computed: true},
				"ipv4_only":     schema.BoolAttribute{Optional: true, Computed: true},
				"ipv6_only":     schema.BoolAttribute{Optional: true, Computed: true},
			},
		},
		"created_on":          schema.StringAttribute{Computed: true, PlanModifiers: kept},
		"modified_on":         schema.StringAttribute{Computed: true},
		"comment_modified_on": schema.StringAttribute{Computed: true},
		"tags_modified_on":    schema.StringAttribute{Computed: true},
		"meta":                schema.StringAttribute{Computed: true, PlanModifiers: kept},
		"proxiable": schema.BoolAttribute{
			Computed:      true,
			PlanModifiers: []planmodifier.Bool{boolplanmodifier.UseStateForUnknown()},
		},
	}}
}

func dataAttributes() map[string]schema.Attribute {
	// its type is not fixed: the API has a number, programs may have a text
	attributes := map[string]schema.Attribute{"flags": schema.DynamicAttribute{Optional: true}}
	for _, name := range strings.Fields("tag value target certificate") {
		attributes[name] = schema.StringAttribute{Optional: true}
	}
	for name, greatest := range map[string]float64{
		"priority": 65535, "weight": 65535, "port": 65535, "usage": 255, "selector": 255, "matching_type": 255,
	} {
		attributes[name] = schema.Float64Attribute{
			Optional:   true,
			Validators: []validator.Float64{float64validator.Between(0, greatest)},
		}
	}
	return attributes
}

type recordModel struct {
	ID                types.String  `tfsdk:"id"`
	ZoneID            types.String  `tfsdk:"zone_id"`
	Name              types.String  `tfsdk:"name"`
	Type              types.String  `tfsdk:"type"`
	TTL               types.Float64 `tfsdk:"ttl"`
	Comment           types.String  `tfsdk:"comment"`
	Content           types.String  `tfsdk:"content"`
	Priority          types.Float64 `tfsdk:"priority"`
	Proxied           types.Bool    `tfsdk:"proxied"`
	Tags              types.Set     `tfsdk:"tags"`
	Data              *dataModel    `tfsdk:"data"`
	Settings          types.Object  `tfsdk:"settings"`
	CreatedOn         types.String  `tfsdk:"created_on"`
	ModifiedOn        types.String  `tfsdk:"modified_on"`
	CommentModifiedOn types.String  `tfsdk:"comment_modified_on"`
	TagsModifiedOn    types.String  `tfsdk:"tags_modified_on"`
	Meta              types.String  `tfsdk:"meta"`
	Proxiable         types.Bool    `tfsdk:"proxiable"`
}

type dataModel struct {
	Flags        types.Dynamic `tfsdk:"flags"`
	Tag          types.String  `tfsdk:"tag"`
	Value        types.String  `tfsdk:"value"`
	Target       types.String  `tfsdk:"target"`
	Certificate  types.String  `tfsdk:"certificate"`
	Priority     types.Float64 `tfsdk:"priority"`
	Weight       types.Float64 `tfsdk:"weight"`
	Port         types.Float64 `tfsdk:"port"`
	Usage        types.Float64 `tfsdk:"usage"`
	Selector     types.Float64 `tfsdk:"selector"`
	MatchingType types.Float64 `tfsdk:"matching_type"`
}

// apiRecord is a record as the service has it.
type apiRecord struct {
	ID   string `json:"id"`
	Body struct {
		Name       string          `json:"name"`
		Type       string          `json:"type"`
		Content    string          `json:"content"`
		TTL        float64         `json:"ttl"`
		Proxied    bool            `json:"proxied"`
		Priority   *float64        `json:"priority"`
		Comment    *string         `json:"comment"`
		Data       map[string]any  `json:"data"`
		Tags       []string        `json:"tags"`
		Settings   map[string]bool `json:"settings"`
		CreatedOn  string          `json:"createdOn"`
		ModifiedOn string          `json:"modifiedOn"`
	} `json:"body"`
}

// ModifyPlan hides differences that mean nothing, and leaves the time of the last change unknown only if there is a change.
func (*dnsRecord) ModifyPlan(
	ctx context.Context, request resource.ModifyPlanRequest, response *resource.ModifyPlanResponse,
) {
	if request.Plan.Raw.IsNull() {
		return
	}
	var plan, state recordModel
	response.Diagnostics.Append(request.Plan.Get(ctx, &plan)...)
	if !request.State.Raw.IsNull() {
		response.Diagnostics.Append(request.State.Get(ctx, &state)...)
	}
	if response.Diagnostics.HasError() {
		return
	}
	if !request.State.Raw.IsNull() {
		if hidesName(plan.Name, state.Name) {
			plan.Name = state.Name
		}
		if hidesContent(plan, state) {
			plan.Content = state.Content
		}
		if plan.Data != nil && plan.Content.IsUnknown() {
			plan.Content = state.Content
		}
		if !isChanged(plan, state) {
			plan.ModifiedOn = state.ModifiedOn
		}
	}
	if plan.CommentModifiedOn.IsUnknown() {
		plan.CommentModifiedOn = types.StringNull()
	}
	if plan.TagsModifiedOn.IsUnknown() {
		plan.TagsModifiedOn = types.StringNull()
	}
	response.Diagnostics.Append(response.Plan.Set(ctx, plan)...)
}

// hidesName tells whether a name counts as the old one: `@`, or labels that the old one begins with.
func hidesName(plan, state types.String) bool {
	if plan.IsUnknown() || state.IsNull() {
		return false
	}
	wanted, old := strings.TrimSuffix(plan.ValueString(), "."), strings.TrimSuffix(state.ValueString(), ".")
	if wanted == "@" {
		return old != "@" && strings.Contains(old, ".")
	}
	return wanted != old && strings.HasPrefix(old, wanted+".")
}

// hidesContent tells whether two contents differ in case alone, which counts for most types.
func hidesContent(plan, state recordModel) bool {
	if plan.Content.IsUnknown() || plan.Content.IsNull() || state.Content.IsNull() {
		return false
	}
	switch strings.ToUpper(plan.Type.ValueString()) {
	case "CNAME", "NS", "PTR":
		return strings.EqualFold(plan.Content.ValueString(), state.Content.ValueString())
	}
	return false
}

func isChanged(plan, state recordModel) bool {
	content := plan.Data == nil && !plan.Content.Equal(state.Content)
	data := (plan.Data == nil) != (state.Data == nil) || plan.Data != nil && !plan.Data.equal(*state.Data)
	return content || data || !plan.Name.Equal(state.Name) || !plan.Type.Equal(state.Type) ||
		!plan.TTL.Equal(state.TTL) || !plan.Proxied.Equal(state.Proxied) ||
		!plan.Priority.Equal(state.Priority) || !plan.Comment.Equal(state.Comment) ||
		!plan.Tags.IsUnknown() && !plan.Tags.Equal(state.Tags) ||
		!plan.Settings.IsUnknown() && !plan.Settings.Equal(state.Settings)
}

func (d dataModel) equal(other dataModel) bool {
	return d.Flags.Equal(other.Flags) && d.Tag.Equal(other.Tag) && d.Value.Equal(other.Value) &&
		d.Target.Equal(other.Target) && d.Certificate.Equal(other.Certificate) &&
		d.Priority.Equal(other.Priority) && d.Weight.Equal(other.Weight) && d.Port.Equal(other.Port) &&
		d.Usage.Equal(other.Usage) && d.Selector.Equal(other.Selector) &&
		d.MatchingType.Equal(other.MatchingType)
}

func (r *dnsRecord) Create(ctx context.Context, request resource.CreateRequest, response *resource.CreateResponse) {
	var plan recordModel
	response.Diagnostics.Append(request.Plan.Get(ctx, &plan)...)
	if response.Diagnostics.HasError() {
		return
	}
	if plan.Proxied.ValueBool() && plan.TTL.ValueFloat64() != 1 {
		response.Diagnostics.AddError("ttl must be set to 1 when `proxied` is true",
			"When a DNS record is marked as `proxied` the TTL must be 1 as Cloudflare will control the TTL internally.")
		return
	}
	made, _, err := call[apiRecord](r.service, "createRecord", plan.ZoneID.ValueString(), plan.body())
	if err != nil {
		response.Diagnostics.AddError("failed to make http request", err.Error())
		return
	}
	plan.complete(made)
	response.Diagnostics.Append(response.State.Set(ctx, plan)...)
}

func (r *dnsRecord) Update(ctx context.Context, request resource.UpdateRequest, response *resource.UpdateResponse) {
	var plan recordModel
	response.Diagnostics.Append(request.Plan.Get(ctx, &plan)...)
	if response.Diagnostics.HasError() {
		return
	}
	made, _, err := call[apiRecord](
		r.service, "updateRecord", plan.ZoneID.ValueString(), plan.ID.ValueString(), plan.body())
	if err != nil {
		response.Diagnostics.AddError("failed to make http request", err.Error())
		return
	}
	plan.complete(made)
	response.Diagnostics.Append(response.State.Set(ctx, plan)...)
}

func (r *dnsRecord) Read(ctx context.Context, request resource.ReadRequest, response *resource.ReadResponse) {
	var state recordModel
	response.Diagnostics.Append(request.State.Get(ctx, &state)...)
	if response.Diagnostics.HasError() {
		return
	}
	found, isThere, err := call[apiRecord](
		r.service, "readRecord", state.ZoneID.ValueString(), state.ID.ValueString())
	switch {
	case err != nil:
		response.Diagnostics.AddError("failed to make http request", err.Error())
	case !isThere:
		response.State.RemoveResource(ctx)
	default:
		response.Diagnostics.Append(response.State.Set(ctx, live(state.ZoneID, found))...)
	}
}

func (r *dnsRecord) Delete(ctx context.Context, request resource.DeleteRequest, response *resource.DeleteResponse) {
	var state recordModel
	response.Diagnostics.Append(request.State.Get(ctx, &state)...)
	if response.Diagnostics.HasError() {
		return
	}
	_, _, err := call[any](r.service, "deleteRecord", state.ZoneID.ValueString(), state.ID.ValueString())
	if err != nil {
		response.Diagnostics.AddError("failed to make http request", err.Error())
	}
}

func (r *dnsRecord) ImportState(
	ctx context.Context, request resource.ImportStateRequest, response *resource.ImportStateResponse,
) {
	parts := strings.Split(request.ID, "/")
	if len(parts) != 2 || parts[0] == "" || parts[1] == "" {
		response.Diagnostics.AddError("invalid ID", fmt.Sprintf(
			"%q: expected urlencoded segments %q", request.ID, "<zone_id>/<dns_record_id>"))
		return
	}
	found, isThere, err := call[apiRecord](r.service, "readRecord", parts[0], parts[1])
	if err == nil && !isThere {
		err = fmt.Errorf("404 Not Found")
	}
	if err != nil {
		response.Diagnostics.AddError("failed to make http request", err.Error())
		return
	}
	response.Diagnostics.Append(response.State.Set(ctx, live(types.StringValue(parts[0]), found))...)
}

// body is what the provider sends of a plan.
func (m recordModel) body() map[string]any {
	body := map[string]any{"name": m.Name.ValueString(), "type": m.Type.ValueString(), "ttl": m.TTL.ValueFloat64()}
	put(body, "comment", m.Comment)
	put(body, "content", m.Content)
	put(body, "priority", m.Priority)
	put(body, "proxied", m.Proxied)
	if !m.Tags.IsNull() && !m.Tags.IsUnknown() {
		tags := []any{}
		for _, tag := range m.Tags.Elements() {
			tags = append(tags, plain(tag))
		}
		body["tags"] = tags
	}
	if !m.Settings.IsNull() && !m.Settings.IsUnknown() {
		settings := map[string]any{}
		for name, value := range m.Settings.Attributes() {
			put(settings, apiNames[name], value)
		}
		body["settings"] = settings
	}
	if d := m.Data; d != nil {
		data := map[string]any{}
		for name, value := range map[string]attr.Value{
			"flags": d.Flags, "tag": d.Tag, "value": d.Value, "target": d.Target, "certificate": d.Certificate,
			"priority": d.Priority, "weight": d.Weight, "port": d.Port, "usage": d.Usage, "selector": d.Selector,
			"matchingType": d.MatchingType,
		} {
			put(data, name, value)
		}
		body["data"] = data
	}
	return body
}

var apiNames = map[string]string{"flatten_cname": "flattenCname", "ipv4_only": "ipv4Only", "ipv6_only": "ipv6Only"}

func put(body map[string]any, name string, value attr.Value) {
	if !value.IsNull() && !value.IsUnknown() {
		body[name] = plain(value)
	}
}

func plain(value attr.Value) any {
	switch value := value.(type) {
	case types.String:
		return value.ValueString()
	case types.Bool:
		return value.ValueBool()
	case types.Float64:
		return value.ValueFloat64()
	case types.Number:
		number, _ := value.ValueBigFloat().Float64()
		return number
	case types.Dynamic:
		return plain(value.UnderlyingValue())
	default:
		panic(fmt.Sprintf("a value of type %T in a request", value))
	}
}

// complete takes from the API's answer only what the program leaves open.
func (m *recordModel) complete(made apiRecord) {
	from := live(m.ZoneID, made)
	m.ID, m.CreatedOn, m.ModifiedOn, m.Meta, m.Proxiable = from.ID, from.CreatedOn, from.ModifiedOn, from.Meta, from.Proxiable
	m.CommentModifiedOn, m.TagsModifiedOn = types.StringNull(), types.StringNull()
	if m.Content.IsUnknown() {
		m.Content = from.Content
	}
	if m.Tags.IsUnknown() {
		m.Tags = from.Tags
	}
	if m.Settings.IsUnknown() || m.Type.ValueString() == "CNAME" && m.Settings.IsNull() {
		m.Settings = from.Settings
	}
}

// live is the state that the API's record makes.
func live(zoneID types.String, record apiRecord) recordModel {
	body := record.Body
	tags := []attr.Value{}
	for _, tag := range body.Tags {
		tags = append(tags, types.StringValue(tag))
	}
	return recordModel{
		ID:         types.StringValue(record.ID),
		ZoneID:     zoneID,
		Name:       types.StringValue(body.Name),
		Type:       types.StringValue(body.Type),
		TTL:        types.Float64Value(body.TTL),
		Comment:    types.StringPointerValue(body.Comment),
		Content:    types.StringValue(body.Content),
		Priority:   types.Float64PointerValue(body.Priority),
		Proxied:    types.BoolValue(body.Proxied),
		Tags:       types.SetValueMust(types.StringType, tags),
		Data:       liveData(body.Data),
		Settings:   liveSettings(body.Type, body.Settings),
		CreatedOn:  types.StringValue(body.CreatedOn),
		ModifiedOn: types.StringValue(body.ModifiedOn),
		Meta:       types.StringValue("{}"),
		Proxiable:  types.BoolValue(body.Type == "A" || body.Type == "AAAA" || body.Type == "CNAME"),
	}
}

func liveData(data map[string]any) *dataModel {
	if data == nil {
		return nil
	}
	text := func(name string) types.String {
		if value, ok := data[name].(string); ok {
			return types.StringValue(value)
		}
		return types.StringNull()
	}
	number := func(name string) types.Float64 {
		if value, ok := data[name].(float64); ok {
			return types.Float64Value(value)
		}
		return types.Float64Null()
	}
	flags := types.DynamicNull()
	if value, ok := data["flags"].(float64); ok {
		flags = types.DynamicValue(types.Float64Value(value))
	}
	return &dataModel{
		Flags: flags, Tag: text("tag"), Value: text("value"), Target: text("target"),
		Certificate: text("certificate"), Priority: number("priority"), Weight: number("weight"),
		Port: number("port"), Usage: number("usage"), Selector: number("selector"),
		MatchingType: number("matchingType"),
	}
}

// liveSettings has every setting of a CNAME; other types have none.
func liveSettings(recordType string, settings map[string]bool) types.Object {
	kinds, values := map[string]attr.Type{}, map[string]attr.Value{}
	for name, apiName := range apiNames {
		kinds[name] = types.BoolType
		values[name] = types.BoolNull()
		if value, ok := settings[apiName]; ok || recordType == "CNAME" {
			values[name] = types.BoolValue(value)
		}
	}
	return basetypes.NewObjectValueMust(kinds, values)
}
